import { applyDecorators } from '@nestjs/common';
import { ApiNotModifiedResponse, ApiOkResponse } from '@nestjs/swagger';
import { headersNamed } from './headers.ts';

/** Says in the OpenAPI document that a route answers a file to be saved. */
export function AnswersFile(mediaType: string): MethodDecorator {
  return ApiOkResponse({ content: contentOf(mediaType), headers: headersNamed('Content-Disposition') });
}

/** The same of a file that is asked for again and again: `publicCopy(…)`. */
export function AnswersFeed(mediaType: string): MethodDecorator {
  return applyDecorators(
    ApiOkResponse({
      content: contentOf(mediaType),
      headers: headersNamed('Content-Disposition', 'Last-Modified'),
    }),
    ApiNotModifiedResponse({ description: 'The caller has it already', headers: headersNamed('Last-Modified') }),
  );
}

function contentOf(mediaType: string) {
  const schema = /[/+]json$/.test(mediaType) ? { type: 'object', additionalProperties: true } : { type: 'string' };
  return { [mediaType]: { schema } };
}
