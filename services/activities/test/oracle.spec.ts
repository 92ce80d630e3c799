import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { anybodysRoutes, distinguishable } from '@kraftsamling/service/testing';
import type { Line, OpenApi } from '@kraftsamling/service/testing';
import { ready } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { newId, planned } from './samples.ts';

let the: Running;
/** What is there, and not public: an activity that is only planned, its title, and a survey that is a draft. */
let activity: string;
let title: string;
let survey: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  await ready(the.call);
  title = newId('Surfa');
  activity = await planned(the.call, the.secretariat, { title: { sv: title }, organisers: ['library'] });
  const text = { sv: 'Vad?', en: 'What?' };
  const draft = {
    title: text,
    municipality: '2081',
    questions: [{ id: 'what', kind: 'text', text }],
    opens: '2024-10-01T00:00:00Z',
    closes: '2124-10-01T00:00:00Z',
  };
  survey = (await the.call('POST', '/v1/surveys', { token: the.secretariat, body: draft })).body.id as string;
});
afterAll(async () => the[Symbol.asyncDispose]());

const otherThan = (id: string) => ({ known: id, unknown: id.replace(/.{6}$/, 'abcdef') });
const ofSurvey = () => [otherThan(survey)];
/** What the programme and the knowledge bank can be searched for. */
const searches = ['q', 'organisation', 'municipality'] as const;
const guesses = () => [otherThan(title), { known: 'library', unknown: 'nowhere' }, { known: '2081', unknown: '2080' }];
const search = (path: string, searchable: readonly string[] = searches): Line => ({
  guesses: () => guesses().filter(({ known }) => searchable.includes(fieldOf(known))),
  asks: (named) => ({ path: `${path}?${fieldOf(named)}=${encodeURIComponent(named)}` }),
});

function fieldOf(named: string): (typeof searches)[number] {
  if (/^\d{4}$/.test(named)) return 'municipality';
  return named === 'library' || named === 'nowhere' ? 'organisation' : 'q';
}

const lines: Readonly<Record<string, Line>> = {
  'GET /v1/api-info': 'it is the same for everyone',
  'GET /v1/activities/{id}': {
    guesses: () => [otherThan(activity)],
    asks: (named) => ({ path: `/v1/activities/${named}` }),
  },
  'GET /v1/programme': search('/v1/programme'),
  // Feeds are called by the municipality that was asked for, and the programme holds the same.
  'GET /v1/programme.ics': search('/v1/programme.ics', ['q', 'organisation']),
  'GET /v1/programme.csv': search('/v1/programme.csv', ['q', 'organisation']),
  'GET /v1/programme.jsonld': search('/v1/programme.jsonld', ['q', 'organisation']),
  'GET /v1/knowledge': search('/v1/knowledge', ['q', 'municipality']),
  'GET /v1/resources': 'resources are public, a coach without a name',
  'GET /v1/resources/{id}': 'resources are public, a coach without a name',
  'GET /v1/resources/{id}/calendar': 'it says when, never for what or for whom',
  'GET /v1/surveys': { guesses: ofSurvey, asks: () => ({ path: '/v1/surveys?municipality=2081' }) },
  'GET /v1/surveys/{id}': { guesses: ofSurvey, asks: (named) => ({ path: `/v1/surveys/${named}` }) },
  'GET /v1/surveys/{id}/results': { guesses: ofSurvey, asks: (named) => ({ path: `/v1/surveys/${named}/results` }) },
  'POST /v1/surveys/{id}/answers': {
    guesses: ofSurvey,
    asks: (named) => ({
      path: `/v1/surveys/${named}/answers`,
      body: { answers: [{ question: 'what', text: 'Allt.' }] },
    }),
  },
};

it('each route that anybody may ask stands here', async () => {
  const { body } = await the.call('GET', '/openapi.json');
  expect(Object.keys(lines).toSorted()).toEqual(anybodysRoutes(body as OpenApi).toSorted());
});

it('a stranger learns from no answer, its size or its work what is planned', async () => {
  expect(await distinguishable(the.service.url, lines)).toEqual([]);
});
