import { applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { PageInfo } from '../input/page.ts';

/** Says in the OpenAPI document that a route answers a page of these. */
export function AnswersPageOf(item: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(PageInfo, item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'page'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          page: { $ref: getSchemaPath(PageInfo) },
        },
      },
    }),
  );
}
