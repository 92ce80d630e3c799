import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { aCampaign } from './campaign-samples.ts';
import { anOrganisation, announced, submitted } from './samples.ts';

let the: Running;
let token: string;
let stockholm: string;
let dalarna: string;
beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  stockholm = await the.key.token('coordinator', { counties: ['01'] });
  dalarna = await the.key.token('coordinator', { counties: ['20'] });
});
afterAll(async () => the[Symbol.asyncDispose]());

const nobodys = '01921c77-0e2a-7b63-8c11-94d2e5f60718';
const anAnswer = async (...[method, path, options]: Parameters<Running['call']>) => {
  const { status, body } = await the.call(method, path, options);
  const { instance: _, traceId: __, ...problem } = body as Record<string, unknown>;
  return { status, problem };
};

describe('what is there is answered as what is not', () => {
  it.each<[string, string, unknown]>([
    ['GET', '', undefined],
    ['PATCH', '', { days: ['2024-11-15'] }],
    ['POST', '/contact', undefined],
    ['POST', '/confirmation', undefined],
    ['POST', '/identification', {}],
    ['POST', '/rejection', { reason: 'no-staff' }],
    ['POST', '/withdrawal', {}],
    ['POST', '/erasure', {}],
    ['POST', '/link', undefined],
    ['POST', '/link-revocation', { reason: 'lost' }],
  ])('to those to whom a registration does not belong: %s /v1/registrations/{id}%s', async (method, noun, body) => {
    const campaign = await announced(the.call, token);
    const [{ id }, other] = [await submitted(the.call, campaign), await submitted(the.call, campaign)];
    const organisation = await the.key.token('organisation', { organisation: 'another' });
    for (const as of [stockholm, organisation, other.secret]) {
      const options = { token: as, ...(body !== undefined && { body }), headers: { 'if-match': '"7"' } };
      const answers = await Promise.all(
        [id, nobodys].map((each) => anAnswer(method, `/v1/registrations/${each}${noun}`, options)),
      );
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.status).toBe(403);
    }
  });

  it('to those to whom an organisation does not belong, and of campaigns that are being planned', async () => {
    const { body: known } = await the.call('POST', '/v1/organisations', { token, body: anOrganisation() });
    const draft = aCampaign();
    await the.call('POST', '/v1/campaigns', { token, body: draft });
    const organisation = await the.key.token('organisation', { organisation: 'another' });

    for (const as of [stockholm, organisation]) {
      const options = { token: as, body: { category: 'company' }, headers: { 'if-match': '"7"' } };
      const [there, not] = [
        await anAnswer('PATCH', `/v1/organisations/${known.id}`, options),
        await anAnswer('PATCH', `/v1/organisations/${nobodys}`, options),
      ];
      expect(there).toEqual(not);
      expect(await anAnswer('GET', `/v1/campaigns/${draft.id}`, { token: as })).toEqual(
        await anAnswer('GET', `/v1/campaigns/${aCampaign().id}`, { token: as }),
      );
    }
  });
});

describe('a coordinator who moves an organisation out of the county', () => {
  it('hands it over, on record', async () => {
    const { body: library } = await the.call('POST', '/v1/organisations', { token, body: anOrganisation() });
    const amend = (as: string, body: unknown, version: number) =>
      the.call('PATCH', `/v1/organisations/${library.id}`, {
        token: as,
        body,
        headers: { 'if-match': `"${version}"` },
      });

    expect(await amend(dalarna, { municipality: '0180' }, 1)).toMatchObject({ status: 200, body: { county: '01' } });
    expect(await amend(dalarna, { category: 'company' }, 2)).toMatchObject({ status: 403 });
    expect(await amend(stockholm, { category: 'company' }, 2)).toMatchObject({ status: 200 });

    await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
    const entries = await client.db(the.isolation.database).collection('audit').find({ id: library.id }).toArray();
    expect(entries.map(({ did }) => did as string)).toEqual(['added', 'handed-over', 'amended', 'amended']);
  });
});
