import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { anybodysRoutes, distinguishable } from '@kraftsamling/service/testing';
import type { Line, OpenApi } from '@kraftsamling/service/testing';
import { ready } from '@kraftsamling/testing';
import { plan } from './award-samples.ts';
import { submissionTo } from './nomination-samples.ts';
import { running, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear, instants } from './year.ts';

let the: Running;
let year: AwardYear;
/** What is there, and not public; the candidacy is, and its link is not. */
let draft: string;
let article: string;
let nomination: string;
let candidacy: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  await ready(the.call);
  year = await AwardYear.open(worldOf(the));
  draft = `draft-${randomUUID()}`;
  await the.call('POST', '/v1/awards', { token: the.secretariat, body: { id: draft, ...plan } });
  await year.at(instants.entries);
  candidacy = await year.enter('2082');
  const written = { award: year.award, title: 'Så frågade vi', text: 'Vi började med att fråga.' };
  const token = await year.municipality('2081');
  article = (await the.call('POST', '/v1/articles', { token, body: written })).body.id as string;
  const { body } = await the.call('POST', '/v1/nominations', { body: submissionTo(year.award) });
  nomination = body.id as string;
});
afterAll(async () => the[Symbol.asyncDispose]());

const otherThan = (id: string) => ({ known: id, unknown: id.replace(/.{6}$/, 'abcdef') });
const ofDraft = (asks: (award: string) => string): Line => ({
  guesses: () => [otherThan(draft)],
  asks: (named) => ({ path: asks(named) }),
});
const token = 'a'.repeat(43);
const byLink = (form?: Readonly<Record<string, string>>, what = ''): Line => ({
  guesses: () => [otherThan(candidacy), { known: '2082', unknown: '2081' }],
  asks: (named) => {
    const [id, municipality] = named.length === 4 ? [candidacy, named] : [named, '2082'];
    const path = `/candidacy/${id}/${municipality}${what}`;
    return form ? { path, form: { token, lang: 'sv', ...form } } : { path: `${path}?token=${token}&lang=sv` };
  },
});
const nominated = 'eva@bibliotek.example';
const addresses = [
  { known: nominated, unknown: 'ivo@bibliotek.example' },
  { known: 'juror-1@jury.example', unknown: 'nobody1@jury.example' },
];
/** Somebody nominates: for an award that is being planned, or by an address that is known. */
const submission = (named: string) => {
  const nominator = { name: 'Eva Exempel', email: named, language: 'sv' };
  return named.includes('@') ? submissionTo(year.award, { nominator }) : submissionTo(named);
};

const routes: Readonly<Record<string, Line>> = {
  'GET /v1/api-info': 'it is the same for everyone',
  'GET /v1/awards': ofDraft(() => '/v1/awards?limit=100'),
  'GET /v1/awards/{id}': ofDraft((award) => `/v1/awards/${award}`),
  'GET /v1/awards/{id}/record': ofDraft((award) => `/v1/awards/${award}/record`),
  'GET /v1/articles': ofDraft((award) => `/v1/articles?award=${award}`),
  'GET /v1/articles/{id}': {
    guesses: () => [otherThan(article)],
    asks: (named) => ({ path: `/v1/articles/${named}` }),
  },
  'GET /v1/candidacies': {
    // 2081 has been nominated, and nobody has confirmed it.
    guesses: () => [otherThan(draft), { known: '2081', unknown: '2080' }],
    asks: (named) => ({
      path: `/v1/candidacies?award=${named === '2081' || named === '2080' ? `${year.award}&municipality=${named}` : named}`,
    }),
  },
  'GET /v1/candidacies/{id}': 'candidacies are public',
  'POST /v1/nominations': {
    guesses: () => [otherThan(draft), ...addresses],
    asks: (named) => ({ path: '/v1/nominations', body: submission(named) }),
  },
};
/** They are in no description of the API. */
const pages: Readonly<Record<string, Line>> = {
  'GET /jury': 'it is the same for everyone, and asks with the token of whoever has opened it',
  'GET /secretariat': 'it is the same for everyone, and asks with the token of whoever has opened it',
  'GET /nominate': ofDraft(() => '/nominate?lang=sv'),
  'GET /nominate/{award}': ofDraft((award) => `/nominate/${award}?lang=sv`),
  'GET /nominate/{award}/thanks': ofDraft((award) => `/nominate/${award}/thanks?lang=sv`),
  'POST /nominate/{award}': {
    guesses: () => [otherThan(draft), ...addresses],
    asks: (named) => ({
      path: `/nominate/${named.includes('@') ? year.award : named}`,
      form: [
        ...([
          ['lang', 'sv'],
          ['municipality', '2081'],
          ['name', 'Eva Exempel'],
        ] as const),
        ...plan.questions.map(({ id }) => ['answers', `Svar om ${id}`] as const),
        ['email', named.includes('@') ? named : nominated],
      ],
    }),
  },
  'GET /awards/{id}': ofDraft((award) => `/awards/${award}?lang=sv`),
  'GET /confirmation/{id}': {
    guesses: () => [otherThan(nomination)],
    asks: (named) => ({ path: `/confirmation/${named}?token=${token}&lang=sv` }),
  },
  'POST /confirmation/{id}': {
    guesses: () => [otherThan(nomination)],
    asks: (named) => ({ path: `/confirmation/${named}`, form: { token, lang: 'sv' } }),
  },
  'GET /candidacy/{id}/{municipality}': byLink(),
  'POST /candidacy/{id}/{municipality}/complement': byLink({ text: 'Vi vill tillägga.' }, '/complement'),
  'POST /candidacy/{id}/{municipality}/assessment': byLink({ text: 'Vi bedömer.' }, '/assessment'),
  'POST /candidacy/{id}/{municipality}/withdrawal': byLink({}, '/withdrawal'),
};

it('each route that anybody may ask stands here', async () => {
  const { body } = await the.call('GET', '/openapi.json');
  expect(Object.keys(routes).toSorted()).toEqual(anybodysRoutes(body as OpenApi).toSorted());
});

it('a stranger learns from no answer, its size or its work what is planned, or who has nominated or judges', async () => {
  expect(await distinguishable(the.service.url, { ...routes, ...pages })).toEqual([]);
});
