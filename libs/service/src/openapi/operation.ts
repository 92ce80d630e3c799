import type { OpenAPIObject } from '@nestjs/swagger';

/** `@nestjs/swagger` does not export the parts of the document it makes. */
export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
export type Responses = Operation['responses'];
export type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
export type SecuritySchemes = NonNullable<NonNullable<OpenAPIObject['components']>['securitySchemes']>;
