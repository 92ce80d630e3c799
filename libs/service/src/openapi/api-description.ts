import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceDefinition } from '../definition.ts';
import type { PublicAddress } from '../http/public-address.ts';
import { operationIdOf } from '../http/route-table.ts';
import type { RouteTable } from '../http/route-table.ts';
import { addAccess, securitySchemesOf } from './access.ts';
import { addHeaders, headersOf } from './headers.ts';
import type { Operation } from './operation.ts';
import { addProblems, problemSchemas } from './problems.ts';

/** The service's interface as OpenAPI 3.1, put together when somebody first asks for it: most processes are never asked. */
export class ApiDescription {
  private made: OpenAPIObject | undefined;

  constructor(
    readonly definition: ServiceDefinition,
    readonly address: PublicAddress,
    private readonly routes: RouteTable,
    private readonly app: () => NestFastifyApplication,
  ) {}

  get document(): OpenAPIObject {
    return (this.made ??= this.make());
  }

  private make(): OpenAPIObject {
    const { title, description, release, tags } = this.definition;
    const frame = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle(title.en)
      .setDescription(description.en)
      .setVersion(release.version)
      .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
      .addServer(this.address.url)
      .build();

    const document = SwaggerModule.createDocument(this.app(), frame, { operationIdFactory: operationIdOf });
    document.paths = Object.fromEntries(
      Object.entries(document.paths).sort(([, one], [, other]) => rankOf(one) - rankOf(other)),
    );

    const operations: Operation[] = [];
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of ['get', 'put', 'post', 'delete', 'patch'] as const) {
        const operation = item[method];
        if (operation === undefined) continue;

        const policy = this.routes.policyOf(operation.operationId ?? '');
        addPathParameters(operation, path);
        addAccess(operation, policy);
        addProblems(operation, { method, path, policy });
        addHeaders(operation);
        operations.push(operation);
      }
    }

    document.components = {
      ...document.components,
      securitySchemes: securitySchemesOf(operations),
      schemas: { ...document.components?.schemas, ...problemSchemas },
      headers: headersOf(operations),
    };
    const used = new Set(operations.flatMap((operation) => operation.tags ?? []));
    document.tags = Object.entries({ ...tags, ...libraryTags })
      .filter(([name]) => used.has(name))
      .map(([name, about]) => ({ name, description: about }));
    return document;
  }
}

/** What a service is for comes first, and what its operators need last. */
const last = ['personal data', 'About', 'Operations'];

function rankOf({ get, post, put, patch, delete: remove }: OpenAPIObject['paths'][string]): number {
  return last.indexOf([get, post, put, patch, remove].find((operation) => operation !== undefined)?.tags?.[0] ?? '');
}

/** Of what the library itself answers. */
const libraryTags = {
  About: 'What the interface is.',
  Operations: 'What went wrong with events, and what to do about it: for operators.',
};

/** A part of the address that no argument of the handler asks for is a part of it all the same. */
function addPathParameters(operation: Operation, path: string): void {
  const parameters = (operation.parameters ??= []);
  for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g))
    if (!parameters.some((each) => 'name' in each && each.in === 'path' && each.name === name))
      parameters.push({ name, in: 'path', required: true, schema: { type: 'string' } });
}
