import { applyDecorators, createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { CsvFile } from '../input/csv.ts';
import type { Request } from './request.ts';
import { routeConfig } from './route-config.ts';

export const formMediaType = 'application/x-www-form-urlencoded';

/** The route takes CSV instead of JSON, into `@SentCsv() file: CsvFile`: the bytes as they came, and how they were said to be encoded. */
export function TakesCsv({ limit }: { limit: number }): MethodDecorator {
  return applyDecorators(
    routeConfig({ consumes: 'text/csv', bodyLimit: limit }),
    ApiConsumes('text/csv'),
    ApiBody({ schema: { type: 'string' } }),
  );
}

export const SentCsv = createParamDecorator((_data: unknown, context: ExecutionContext): CsvFile => {
  const { body, headers } = context.switchToHttp().getRequest<Request>();
  // Without a body there are no bytes.
  return { bytes: body instanceof Uint8Array ? body : new Uint8Array(), charset: charsetIn(headers['content-type']) };
});

function charsetIn(contentType = ''): string | undefined {
  return /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1];
}

/** The route takes what a form on a page sends, with or without JavaScript: a field that is there several times is a list. */
export function TakesForm({ limit }: { limit: number }): MethodDecorator {
  return routeConfig({ consumes: formMediaType, bodyLimit: limit });
}

/** The route takes larger (or only smaller) bodies than the service does otherwise. */
export function BodyLimit(bytes: number): MethodDecorator {
  return routeConfig({ bodyLimit: bytes });
}
