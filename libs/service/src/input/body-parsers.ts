import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formMediaType } from '../http/body.ts';
import { Problem } from '../problems/problem.ts';
import { refuseDangerousShape } from './dangerous-shape.ts';

type Parsed = (error: Error | null, body?: unknown) => void;

/** The bodies a service takes: JSON everywhere; CSV (as bytes, for the route to decode) and forms where a route asks for them. */
export function useBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();

  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) =>
    parse(request, 'application/json', done, () => jsonOf(body as Buffer)),
  );
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (request, body, done) =>
    parse(request, 'text/csv', done, () => body),
  );
  fastify.addContentTypeParser(formMediaType, { parseAs: 'buffer' }, (request, body, done) =>
    parse(request, formMediaType, done, () => fieldsOf(body as Buffer)),
  );
}

function parse(request: FastifyRequest, mediaType: string, done: Parsed, read: () => unknown): void {
  const expected = request.routeOptions.config.consumes ?? 'application/json';
  if (expected !== mediaType) {
    done(
      new Problem(415, 'unsupported-media-type', `This address takes ${expected}.`, { headers: { accept: expected } }),
    );
    return;
  }

  let body: unknown;
  try {
    body = read();
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, body);
}

function jsonOf(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new Problem(400, 'broken-json', 'The body is not UTF-8.');

  // Without the byte order mark that some write.
  const body = parseOrRefuse(new TextDecoder().decode(bytes));
  refuseDangerousShape(body);
  return body;
}

function parseOrRefuse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Problem(400, 'broken-json', `The body cannot be read: ${(error as SyntaxError).message}.`);
  }
}

/** Browsers send UTF-8; what does not decode becomes a replacement character, which no field of ours means anything by. */
function fieldsOf(bytes: Buffer): unknown {
  const sent = Map.groupBy(new URLSearchParams(bytes.toString('utf8')), ([name]) => name);
  const fields = [...sent].map(([name, values]) => {
    const [first, ...others] = values.map(([, value]) => value);
    return [name, others.length === 0 ? first : [first, ...others]] as const;
  });
  const body = Object.fromEntries(fields);
  refuseDangerousShape(body);
  return body;
}
