import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceDefinition } from '../definition.ts';
import type { PublicAddress } from '../http/public-address.ts';
import { operationIdOf } from '../http/route-table.ts';
import type { RouteTable } from '../http/route-table.ts';
import { addAccess, securitySchemes } from './access.ts';
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
    const { title, description, release } = this.definition;
    const frame = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle(title.en)
      .setDescription(description)
      .setVersion(release.version)
      .addServer(this.address.url)
      .build();

    const document = SwaggerModule.createDocument(this.app(), frame, { operationIdFactory: operationIdOf });
    document.components = {
      ...document.components,
      securitySchemes,
      schemas: { ...document.components?.schemas, ...problemSchemas },
    };

    document.paths = Object.fromEntries(
      Object.entries(document.paths).sort(([, one], [, other]) => rankOf(one) - rankOf(other)),
    );

    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of ['get', 'put', 'post', 'delete', 'patch'] as const) {
        const operation = item[method];
        if (operation === undefined) continue;

        const policy = this.routes.policyOf(operation.operationId ?? '');
        addAccess(operation, policy);
        addProblems(operation, { method, path, policy });
      }
    }
    return document;
  }
}

/** What a service is for comes first, and what its operators need last. */
const last = ['personal data', 'About', 'Operations'];

function rankOf({ get, post, put, patch, delete: remove }: OpenAPIObject['paths'][string]): number {
  return last.indexOf([get, post, put, patch, remove].find((operation) => operation !== undefined)?.tags?.[0] ?? '');
}
