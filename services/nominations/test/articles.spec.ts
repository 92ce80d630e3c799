import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { Records } from '../src/record/records.store.ts';
import { running, setClock, worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear } from './year.ts';
import type { Body } from './year.ts';

let the: Running;
let token: string;
beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

const ownToken = (municipality: string) => the.key.token('municipality', { municipality });
const written = (award: string) => ({ award, title: 'Så frågade vi invånarna', text: 'Vi började med att fråga.' });

async function submitted(award: string, municipality = '2081') {
  const answer = await the.call('POST', '/v1/articles', { token: await ownToken(municipality), body: written(award) });
  expect(answer).toMatchObject({
    status: 201,
    body: { status: 'submitted', municipality, title: written(award).title },
  });
  return answer.body.id as string;
}

async function titles(award: string, as?: string) {
  const { body } = await the.call('GET', `/v1/articles?award=${award}`, as === undefined ? {} : { token: as });
  return (body.items as Body[]).map(({ title, text }) => [title, text]);
}

describe('articles for the publication', () => {
  it('are seen by their municipality and the secretariat until they are accepted, and go on record step by step', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    setClock('2021-08-12T12:00:00+02:00');
    const id = await submitted(award);
    const path = `/v1/articles/${id}`;
    expect(await titles(award)).toEqual([]);
    expect(await titles(award, await ownToken('2082'))).toEqual([]);
    expect(await titles(award, await ownToken('2081'))).toHaveLength(1);
    expect(await titles(award, token)).toHaveLength(1);
    expect(await the.call('GET', path)).toMatchObject({ status: 404 });
    expect(await the.call('POST', `${path}/publication`, { token })).toMatchObject({
      status: 409,
      body: { code: 'article-not-accepted' },
    });

    for (const step of ['acceptance', 'acceptance', 'publication', 'publication'])
      expect(await the.call('POST', `${path}/${step}`, { token })).toMatchObject({ status: 200 });
    expect(await titles(award)).toEqual([['Så frågade vi invånarna', undefined]]);
    expect((await the.call('GET', path)).body).not.toHaveProperty('text');
    expect((await the.call('GET', path, { token: await ownToken('2081') })).body).toHaveProperty('text');

    const record = await the.service.app.get(Records).of(award);
    const kinds = record.map(({ kind }) => kind).filter((kind) => kind.startsWith('article'));
    expect(kinds).toEqual(['article-submitted', 'article-accepted', 'article-published']);
    expect(JSON.stringify(record)).not.toMatch(/frågade|började/);
    await eventually(async () => {
      const events = (await the.streams.events()).filter(({ subject }) => subject === id);
      expect(events.map(({ type }) => type.split('.')[2])).toEqual(['submitted', 'accepted', 'published']);
    });
  });

  it('are taken from municipalities alone, and not after the deadline', async () => {
    const { award } = await AwardYear.open(worldOf(the));
    expect(await the.call('POST', '/v1/articles', { token, body: written(award) })).toMatchObject({ status: 403 });
    setClock('2021-09-30T23:59:59+02:00');
    await submitted(award);
    setClock('2021-10-01T00:00:00+02:00');
    const late = await the.call('POST', '/v1/articles', { token: await ownToken('2081'), body: written(award) });
    expect(late).toMatchObject({ status: 409, body: { code: 'deadline-passed' } });
    const juror = await the.key.token('juror', { award });
    expect(await the.call('GET', `/v1/articles?award=${award}`, { token: juror })).toMatchObject({
      status: 200,
      body: { items: [] },
    });
  });
});
