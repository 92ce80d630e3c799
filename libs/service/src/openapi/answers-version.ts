import type { Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { headersNamed } from './headers.ts';

/** Says in the OpenAPI document that a route answers one of these with its version: `versioned(…)`. */
export function AnswersVersioned(type: Type): MethodDecorator {
  return ApiOkResponse({ type, headers: headersNamed('ETag') });
}

/** The same of a route that creates one: `created(…)`. */
export function AnswersCreated(type: Type): MethodDecorator {
  return ApiCreatedResponse({ type, headers: headersNamed('ETag') });
}
