import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Representation } from './representation.ts';

/** A page loads what its own service serves and nothing else, sends nothing elsewhere, and stands in nobody's frame. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const headers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '.html': { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy },
  '.css': { 'content-type': 'text/css; charset=utf-8' },
  '.js': { 'content-type': 'text/javascript; charset=utf-8' },
};

/** A file of a page for people: HTML, CSS or JavaScript. Read when the service starts, so that one that is missing is noticed then. */
export function pageFile(file: URL): Representation<string> {
  return new Representation(headers[extname(file.pathname)] ?? {}, readFileSync(file, 'utf8'));
}

/** Style sheets one after the other, as one: what all pages look like first, and what a page adds to it last. */
export function pageStyle(...files: readonly URL[]): Representation<string> {
  const sheets = [common('base.css'), ...files].map((file) => readFileSync(file, 'utf8'));
  return new Representation(headers['.css'] ?? {}, sheets.join('\n'));
}

/** What pages with forms look like, before what a page adds to it, if anything. */
export function formStyle(...own: readonly URL[]): Representation<string> {
  return pageStyle(common('form-page.css'), ...own);
}

const staffScripts = ['api.js', 'dom.js', 'frame.js', 'keys.js', 'language.js'];

/**
 * The scripts and styles of pages for staff, by name: their own in this folder, and those around the work of each (libs/service/public), which
 * they find beside their own. A page brings its translations, and calls `speak` with them.
 */
export function staffPageFiles(folder: URL, names: readonly string[]): ReadonlyMap<string, Representation<string>> {
  const own = names.map((name): [string, Representation<string>] => {
    const file = new URL(name, folder);
    return [name, name.endsWith('.css') ? pageStyle(common('staff-page/frame.css'), file) : pageFile(file)];
  });
  const shared = staffScripts.map((name): [string, Representation<string>] => [
    name,
    pageFile(common(`staff-page/${name}`)),
  ]);
  return new Map([...shared, ...own]);
}

/** `src` and `dist` lie beside `public` alike. */
function common(name: string): URL {
  return new URL(`../../public/${name}`, import.meta.url);
}

/** A page that runs no script and sends its forms home. */
const formPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** A page that works without JavaScript, and that may be found. */
export function htmlPage(html: string): Representation<string> {
  return new Representation(
    { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': formPolicy },
    html,
  );
}

/** A page with forms, written for whoever asks: no search engine keeps it. */
export function formPage(html: string): Representation<string> {
  const { headers, body } = htmlPage(html);
  return new Representation({ ...headers, 'x-robots-tag': 'noindex, nofollow' }, body);
}
