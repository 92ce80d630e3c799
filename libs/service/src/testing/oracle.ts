import { eventually } from '@kraftsamling/testing';
import type { OpenApi } from './openapi.ts';

/** What a stranger sends with a name in it, as JSON or as a form of a page does. */
export interface StrangersRequest {
  readonly path: string;
  readonly body?: object;
  readonly form?: Readonly<Record<string, string>> | readonly (readonly [field: string, value: string])[];
}

/** Two names of the same length, of which one is of something that is not public. */
export interface Guess {
  readonly known: string;
  readonly unknown: string;
}

/** A route by which a stranger might find something out; or why there is nothing to find out by it. */
export type Line =
  string | { readonly guesses: () => readonly Guess[]; readonly asks: (named: string) => StrangersRequest };

/** The routes that anybody may ask, without a token. */
export function anybodysRoutes(api: OpenApi): string[] {
  return Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Readonly<Record<string, { security?: readonly object[] }>>)
      .filter(([, { security = [] }]) => security.some((way) => Object.keys(way).length === 0))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
}

/**
 * Asks every route for what is known and for what is not, and answers where that makes a difference: in status, headers, bytes or how often the
 * database was asked. What is counted takes as long on any machine; a clock would have to be read thousands of times.
 */
export async function distinguishable(url: string, lines: Readonly<Record<string, Line>>): Promise<string[]> {
  const differences: string[] = [];
  for (const [route, line] of Object.entries(lines)) {
    if (typeof line === 'string') continue;
    for (const { known, unknown } of line.guesses()) {
      if (known.length !== unknown.length) throw new Error(`"${known}" is not as long as "${unknown}".`);
      const request = line.asks(known);
      const method = route.slice(0, route.indexOf(' '));
      const [there, nowhere] = [
        await observed(url, method, request, known),
        await observed(url, method, line.asks(unknown), unknown),
      ];
      if (there.includes(': 422 ')) differences.push(`${route} is refused before anybody looks: ${there}`);
      else if (there !== nowhere) differences.push(`${route}\n  ${there}\n  ${nowhere}`);
      else if (!JSON.stringify(request).includes(known) && there.includes('<named>'))
        differences.push(`${route} names it, unasked.`);
    }
  }
  return differences;
}

async function observed(
  url: string,
  method: string,
  { path, body, form }: StrangersRequest,
  named: string,
): Promise<string> {
  const before = await asked(url);
  const answer = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    // Compressed, two ids of one length are of two.
    headers: { 'accept-encoding': 'identity', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    ...(form && { body: new URLSearchParams(Array.isArray(form) ? form : Object.entries(form)) }),
  });
  const text = await answer.text();
  const after = await eventually(async () => {
    const now = await asked(url);
    if (now.requests === before.requests) throw new Error('The request has not been counted yet.');
    return now;
  });
  const headers = [...answer.headers].filter(([header]) => header !== 'date' && !header.startsWith('ratelimit'));
  const seen = `${answer.status} ${JSON.stringify(headers)} ${text}`
    .replaceAll(encodeURIComponent(named), '<named>')
    .replaceAll(named, '<named>')
    // As the name of a file says it.
    .replaceAll(named.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-'), '<named>')
    .replaceAll(/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, '<id>')
    .replaceAll(/\b(?:00-[\da-f]{32}-[\da-f]{16}-01|[\da-f]{32})\b/g, '<trace>');
  return `asks the database ${after.roundTrips - before.roundTrips} times, ${Buffer.byteLength(text)} bytes: ${seen}`;
}

/** By all requests so far, but for those that look this up. */
async function asked(url: string): Promise<{ requests: number; roundTrips: number }> {
  const page = await (await fetch(`${url}/metrics`)).text();
  const sum = (suffix: string) =>
    [...page.matchAll(new RegExp(`^http_request_database_round_trips_${suffix}\\{(.*)\\} (\\d+)$`, 'gm'))]
      .filter(([, labels = '']) => !labels.includes('route="/metrics"'))
      .reduce((total, [, , value]) => total + Number(value), 0);
  return { requests: sum('count'), roundTrips: sum('sum') };
}
