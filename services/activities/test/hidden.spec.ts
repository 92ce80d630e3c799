import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { added, anActivity, aVenue, newId, planned } from './samples.ts';

let the: Running;
let hidden: ReadonlyMap<string, string>;
let callers: ReadonlyMap<string, string | undefined>;
let routes: readonly { readonly method: string; readonly path: string }[];

/** What is there, and is none of anybody else's business: an activity that is only planned, its booking, a survey that is a draft. */
beforeAll(async () => {
  the = await running(import.meta.url);
  const token = the.secretariat;
  const activity = await planned(the.call, token, { organisers: ['library'] });
  const venue = await added(the.call, token, aVenue({ organisationId: 'library' }));
  const post = async (path: string, body: object) => (await the.call('POST', path, { token, body })).body.id as string;
  hidden = new Map([
    ['activities', activity],
    ['bookings', await post('/v1/bookings', { activityId: activity, resourceIds: [venue] })],
    ['surveys', await post('/v1/surveys', aSurvey())],
  ]);
  callers = new Map([
    ['anonymous', undefined],
    ['another organisation', await the.key.token('organisation', { organisation: 'another' })],
    ['another municipality', await the.key.token('municipality', { municipality: '1480' })],
    ['another county', await the.key.token('coordinator', { counties: ['01'] })],
  ]);
  const { body } = await the.call('GET', '/openapi.json');
  routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })),
  );
});
afterAll(async () => the[Symbol.asyncDispose]());

function aSurvey() {
  const text = { sv: 'Vad?', en: 'What?' };
  return {
    title: text,
    municipality: '2081',
    questions: [{ id: 'what', kind: 'text', text }],
    opens: '2024-10-01T00:00:00Z',
    closes: '2124-10-01T00:00:00Z',
  };
}

/** With what each route takes, so that it is refused for nothing else. */
const bodies: Readonly<Record<string, object>> = {
  'PATCH /v1/activities/{id}': { capacity: 3 },
  'POST /v1/activities/{id}/cancellation': { reason: 'illness' },
  'POST /v1/activities/{id}/report': { staffTrained: 1 },
  'PUT /v1/activities/{id}/report': { staffTrained: 1 },
  'POST /v1/bookings/{id}/recall': { reason: 'renovation' },
  'PATCH /v1/surveys/{id}': { title: { sv: 'Enkät', en: 'Survey' } },
  'POST /v1/surveys/{id}/answers': { answers: [{ question: 'what', text: 'Allt.' }] },
};

/** All that is answered, but for what differs with every request, and without the id that was asked for. */
function seen({ status, headers, body }: Answer, id: string): string {
  const own = ['date', 'x-request-id', 'traceparent', 'ratelimit-remaining', 'ratelimit'];
  const shown = [...headers].filter(([name]) => !own.includes(name) && !name.includes('ratelimit')).sort();
  const { traceId: _, ...problem } = body;
  return JSON.stringify([status, shown, problem]).replaceAll(id, 'ID');
}

describe('what is hidden from a caller', () => {
  it('is answered by every route as what is not there', async () => {
    const differences: string[] = [];
    const found = new Set<string>();
    for (const { method, path } of routes) {
      const kind = path.split('/')[2] ?? '';
      const id = hidden.get(kind);
      if (id === undefined || !path.includes('{id}')) continue;
      found.add(kind);
      const unknown = id.replace(/.{12}$/, 'abcdefabcdef');
      for (const [caller, token] of callers) {
        const ask = async (asked: string) =>
          seen(
            await the.call(method, path.replace('{id}', asked) + (path.endsWith('texts') ? '?question=what' : ''), {
              ...(token !== undefined && { token }),
              ...(method !== 'GET' && { body: bodies[`${method} ${path}`] ?? {} }),
              headers: { 'if-match': '"1"' },
            }),
            asked,
          );
        const [there, nowhere] = [await ask(id), await ask(unknown)];
        if (there !== nowhere) differences.push(`${caller}: ${method} ${path}\n  ${there}\n  ${nowhere}`);
      }
    }
    expect(found).toEqual(new Set(hidden.keys()));
    expect(differences).toEqual([]);
  });

  it('is nothing that another plan runs into', async () => {
    const plan = { title: { sv: newId('Surfa tryggt') } };
    await planned(the.call, the.secretariat, { ...plan, organisers: ['library'] });
    const another = callers.get('another organisation') ?? '';
    const own = anActivity({ ...plan, organisers: ['another'] });
    expect(await the.call('POST', '/v1/activities', { token: another, body: own })).toMatchObject({ status: 201 });
    expect(await the.call('POST', '/v1/activities', { token: another, body: own })).toMatchObject({
      status: 409,
      body: { code: 'activity-exists' },
    });
  });

  it('is no activity that is booked for', async () => {
    const room = await added(the.call, the.secretariat, aVenue({ organisationId: 'library' }));
    const token = callers.get('another organisation') ?? '';
    const book = (activityId: string) =>
      the.call('POST', '/v1/bookings', { token, body: { activityId, resourceIds: [room] } });
    const id = hidden.get('activities') ?? '';
    const unknown = id.replace(/.{12}$/, 'abcdefabcdef');
    expect(seen(await book(id), id)).toEqual(seen(await book(unknown), unknown));
  });
});
