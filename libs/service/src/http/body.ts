import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';

/** The route takes CSV instead of JSON: `@Body() csv: Buffer` holds the bytes as they came, since only the route knows how to find their encoding. */
export function TakesCsv({ limit }: { limit: number }): MethodDecorator {
  return applyDecorators(
    RouteConfig({ consumes: 'text/csv', bodyLimit: limit }),
    ApiConsumes('text/csv'),
    ApiBody({ schema: { type: 'string' } }),
  );
}

/** The route takes larger (or only smaller) bodies than the service does otherwise. */
export function BodyLimit(bytes: number): MethodDecorator {
  return RouteConfig({ bodyLimit: bytes });
}
