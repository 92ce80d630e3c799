import { createHash } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Title } from '../problems/titles.ts';
import type { Operation } from './operation.ts';

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1b1b1b; background: #fff }
h2 { border-bottom: 1px solid #767676; margin-top: 2.5rem } h3 { margin: 2rem 0 .25rem } h3 code { font-size: 1.1rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd }
h3, nav, td code { overflow-wrap: anywhere }
pre { background: #f3f3f3; padding: .75rem; overflow: auto } a { color: #00508f } :target { background: #fff3bf }
`;

/** The page needs nothing but its own style: no script runs on it, nothing is fetched. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The interface for people to read: the same facts as the OpenAPI document, and what each problem's `type` leads to. */
export function docsPage(document: OpenAPIObject, problems: Readonly<Record<string, Title>>): string {
  const documented = Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method): Documented[] => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, operation }];
    }),
  );
  const groups = [...Map.groupBy(documented, ({ operation }) => operation.tags?.[0] ?? 'Others')];

  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(document.info.title)} ${html(document.info.version)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${html(document.info.title)} <small>${html(document.info.version)}</small></h1>
<p>${html(document.info.description ?? '')}</p>
<p>For programs: <a href="/openapi.json">OpenAPI 3.1</a>.</p>
<nav aria-label="Contents">
<ul>${groups.map(([tag, routes]) => contents(tag, routes)).join('')}<li><a href="#problems">Problems</a></li></ul>
</nav>
${groups.map(([tag, routes]) => `<h2>${html(headingOf(tag))}</h2>\n${routes.map((route) => section(document, route)).join('\n')}`).join('\n')}
<h2 id="problems">Problems</h2>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457). Its <code>code</code> is one of these:</p>
<table><thead><tr><th scope="col">Code</th><th scope="col">In English</th><th scope="col">In Swedish</th></tr></thead><tbody>
${Object.entries(problems)
  .sort(([one], [other]) => one.localeCompare(other))
  .map(
    ([code, { sv, en }]) =>
      `<tr id="${html(code)}"><td><code>${html(code)}</code></td><td>${html(en)}</td><td lang="sv">${html(sv)}</td></tr>`,
  )
  .join('\n')}
</tbody></table>
</main>
</body>
</html>`;
}

interface Documented {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function contents(tag: string, routes: readonly Documented[]): string {
  const links = routes.map(
    (route) =>
      `<li><a href="#${anchorOf(nameOf(route))}"><code>${html(nameOf(route))}</code></a> ${html(route.operation.summary ?? '')}</li>`,
  );
  return `<li><details><summary>${html(headingOf(tag))} (${routes.length})</summary><ul>${links.join('')}</ul></details></li>`;
}

function headingOf(tag: string): string {
  return tag === 'Operations' ? 'For operators' : `${tag.charAt(0).toUpperCase()}${tag.slice(1)}`;
}

function nameOf({ method, path }: Documented): string {
  return `${method} ${path}`;
}

/** As the address of the page can carry it; problems have their codes, in which there is no slash and no colon. */
function anchorOf(name: string): string {
  return `:${name.replaceAll(/[^A-Za-z0-9/]+/g, '-')}`;
}

function section(document: OpenAPIObject, { method, path, operation }: Documented): string {
  const body = Object.entries(contentOf(operation.requestBody));
  const answers = Object.entries(operation.responses).map(
    ([status, response]) =>
      `<li><strong>${html(status)}</strong> ${html('description' in (response ?? {}) ? (response as { description: string }).description : '')}</li>`,
  );

  return `<section>
<h3 id="${anchorOf(`${method} ${path}`)}"><code>${method} ${html(path)}</code></h3>
<p>${html(operation.summary ?? '')}</p>
${(operation.description ?? '')
  .split('\n\n')
  .map((paragraph) => `<p>${html(paragraph)}</p>`)
  .join('')}
${parameterTable(operation)}
${body.map(([type, { schema }]) => `<p>Takes <code>${html(type)}</code>, for example:</p><pre tabindex="0">${html(exampleText(document, schema))}</pre>`).join('')}
<details><summary>Answers</summary><ul>${answers.join('')}</ul></details>
</section>`;
}

function parameterTable(operation: Operation): string {
  const rows = (operation.parameters ?? []).flatMap((parameter) =>
    'name' in parameter
      ? [
          `<tr><td><code>${html(parameter.name)}</code></td><td>${parameter.in}${parameter.required === true ? ', required' : ''}</td><td>${html(parameter.description ?? '')}</td></tr>`,
        ]
      : [],
  );
  if (rows.length === 0) return '';
  return `<table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

type Content = Readonly<Record<string, { readonly schema?: unknown }>>;

function contentOf(part: unknown): Content {
  return typeof part === 'object' && part !== null && 'content' in part ? (part.content as Content) : {};
}

function exampleText(document: OpenAPIObject, schema: unknown): string {
  const example = exampleOf(document, schema as Schema | undefined, 0);
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2);
}

interface Schema {
  readonly $ref?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const deepest = 8;

/** An example made of the examples of a schema's parts. */
export function exampleOf(document: OpenAPIObject, schema: Schema | undefined, depth: number): unknown {
  if (schema === undefined || depth > deepest) return null;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return exampleOf(document, document.components?.schemas?.[name], depth + 1);
  }

  const given = schema.example ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined) return given;
  if (schema.allOf !== undefined) return exampleOf(document, schema.allOf[0], depth + 1);
  if (schema.properties !== undefined) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, each]) => [name, exampleOf(document, each, depth + 1)]),
    );
  }

  switch ([schema.type].flat()[0]) {
    case 'array':
      return [exampleOf(document, schema.items, depth + 1)];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return 1;
    case 'object':
      return {};
    case undefined:
    default:
      return '…';
  }
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
