import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { routeConfig } from './route-config.ts';

export const formMediaType = 'application/x-www-form-urlencoded';

/** The route takes CSV instead of JSON: `@Body() csv: Buffer` holds the bytes as they came, since only the route knows how to find their encoding. */
export function TakesCsv({ limit }: { limit: number }): MethodDecorator {
  return applyDecorators(
    routeConfig({ consumes: 'text/csv', bodyLimit: limit }),
    ApiConsumes('text/csv'),
    ApiBody({ schema: { type: 'string' } }),
  );
}

/** The route takes what a form on a page sends, with or without JavaScript: a field that is there several times is a list. */
export function TakesForm({ limit }: { limit: number }): MethodDecorator {
  return routeConfig({ consumes: formMediaType, bodyLimit: limit });
}

/** The route takes larger (or only smaller) bodies than the service does otherwise. */
export function BodyLimit(bytes: number): MethodDecorator {
  return routeConfig({ bodyLimit: bytes });
}
