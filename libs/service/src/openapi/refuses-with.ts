import { applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { ApiConflictResponse, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';

/** Says in the OpenAPI document what the problem of a conflict has beside what all problems have: a list of these, under a name. */
export function ConflictOffers(name: string, item: Type, description: string): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiConflictResponse({
      description,
      content: {
        'application/problem+json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/Problem' },
              { type: 'object', properties: { [name]: { type: 'array', items: { $ref: getSchemaPath(item) } } } },
            ],
          },
        },
      },
    }),
  );
}
