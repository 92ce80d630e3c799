import type { Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';

const etag = {
  ETag: {
    description: 'The version; send it as If-Match to change what was read',
    schema: { type: 'string' as const },
  },
};
const location = { Location: { description: 'Where it is', schema: { type: 'string' as const } } };

/** Says in the OpenAPI document that a route answers one of these with its version: `versioned(…)`. */
export function AnswersVersioned(type: Type): MethodDecorator {
  return ApiOkResponse({ type, headers: etag });
}

/** The same of a route that creates one: `created(…)`. */
export function AnswersCreated(type: Type): MethodDecorator {
  return ApiCreatedResponse({ type, headers: { ...location, ...etag } });
}
