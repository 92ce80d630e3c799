import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LinkSigner } from '@kraftsamling/service';
import { anybodysRoutes, distinguishable } from '@kraftsamling/service/testing';
import type { Guess, Line, OpenApi } from '@kraftsamling/service/testing';
import { ready } from '@kraftsamling/testing';
import { linkToken } from './links.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { asked, campaignPublished, organisationPublished } from './samples.ts';

let the: Running;
/** Tokens of links that a stranger has made up: for an organisation that is asked in a case, and for others. */
let forged: readonly Guess[];

beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
  await ready(the.call);
  const organisation = await organisationPublished(the, {});
  const caseId = (await asked(the, await campaignPublished(the), [organisation])).split('/').at(-1) ?? '';
  const by = new LinkSigner(generateKeyPairSync('ed25519').privateKey);
  const other = (id: string) => id.replace(/.{6}$/, 'abcdef');
  const known = await linkToken(organisation.id, caseId, '1', { by });
  forged = [
    { known, unknown: await linkToken(organisation.id, other(caseId), '1', { by }) },
    { known, unknown: await linkToken(other(organisation.id), caseId, '1', { by }) },
  ];
});
afterAll(async () => the[Symbol.asyncDispose]());

const form = (name: string, fields: Readonly<Record<string, string>> = {}): Line => ({
  guesses: () => forged,
  asks: (token) => ({ path: `/invitation/${name}`, form: { token, lang: 'sv', ...fields } }),
});

const routes: Readonly<Record<string, Line>> = { 'GET /v1/api-info': 'it is the same for everyone' };
/** They are in no description of the API. */
const pages: Readonly<Record<string, Line>> = {
  'GET /work-list': 'it is the same for everyone, and asks with the token of whoever has opened it',
  'GET /invitation': { guesses: () => forged, asks: (token) => ({ path: `/invitation?token=${token}&lang=sv` }) },
  'POST /invitation/acceptance': form('acceptance'),
  'POST /invitation/decline': form('decline', { reason: 'no-time' }),
  'POST /invitation/departure': form('departure', { sure: 'yes' }),
  'POST /invitation/meeting-answers': form('meeting-answers', { times: '1' }),
  'POST /invitation/follow-up-answers': form('follow-up-answers', { outcome: 'partly', wouldDoItAgain: 'yes' }),
};

it('each route that anybody may ask stands here', async () => {
  const { body } = await the.call('GET', '/openapi.json');
  expect(Object.keys(routes)).toEqual(anybodysRoutes(body as OpenApi));
});

it('a stranger learns from no answer, its size or its work who is asked in which case', async () => {
  expect(await distinguishable(the.service.url, { ...routes, ...pages })).toEqual([]);
});
