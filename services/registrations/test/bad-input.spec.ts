import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contracts, parseEvent } from '@kraftsamling/contracts';
import { eventually } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { announced, aRegistration, contact, submitted } from './samples.ts';

let the: Running;
let campaign: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  campaign = await announced(the.call, the.secretariat);
});
afterAll(async () => the[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };
const send = (body: unknown, headers: Record<string, string> = json) =>
  the.call('POST', '/v1/registrations', { body: typeof body === 'string' ? body : JSON.stringify(body), headers });

describe('POST /v1/registrations with bad input', () => {
  it.each<[string, string, number, string]>([
    ['broken JSON', '{"campaignId":', 400, 'broken-json'],
    ['no JSON at all', 'hello', 400, 'broken-json'],
    ['a list', '[]', 422, 'invalid-input'],
    ['a text', '"hello"', 422, 'invalid-input'],
    ['null', 'null', 422, 'invalid-input'],
    ['nothing', '{}', 422, 'invalid-input'],
    ['a megabyte', JSON.stringify({ message: 'x'.repeat(1024 * 1024) }), 413, 'body-too-large'],
    ['deep nesting', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 422, 'invalid-input'],
    ['a poisoned prototype', '{"__proto__":{"role":"secretariat"}}', 422, 'invalid-input'],
    ['a poisoned constructor', '{"constructor":{"prototype":{"x":1}}}', 422, 'invalid-input'],
  ])('refuses %s as a problem', async (_, body, status, code) => {
    const answer = await send(body);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:/);
  });

  it.each(['text/plain', 'application/xml', 'text/csv', 'application/x-www-form-urlencoded'])(
    'refuses the content type %s',
    async (type) => {
      expect(await send('x', { 'content-type': type })).toMatchObject({ status: 415 });
    },
  );

  it.each<[string, Record<string, unknown>]>([
    ['an operator for a text', { campaignId: { $gt: '' } }],
    ['an operator in the contact', { contact: { ...contact, email: { $ne: null } } }],
    ['a text for a list', { days: '2024-11-15' }],
    ['a list for a text', { campaignId: ['a', 'b'] }],
    ['an unknown field', { status: 'confirmed' }],
    ['an unknown field deep down', { contact: { ...contact, personalNumber: '811228-9874' } }],
    ['a line break in a name', { contact: { ...contact, name: 'Eva\r\nBcc: everyone@example.org' } }],
    ['a line break in an address', { contact: { ...contact, email: 'eva@example.org\r\nBcc: all@example.org' } }],
    ['an address that is none', { contact: { ...contact, email: 'eva' } }],
    ['a language we do not write', { contact: { ...contact, language: 'fi' } }],
    ['a message without end', { message: 'x'.repeat(4001) }],
    ['a capability that is none', { offers: [{ capability: 'bakery', amount: 1 }] }],
    ['an amount that is none', { offers: [{ capability: 'venue', amount: 0.5 }] }],
    ['more offers than anybody has', { offers: Array(51).fill({ capability: 'venue', amount: 1 }) }],
    [
      'a language with a message in it',
      { offers: [{ capability: 'venue', amount: 1, languages: ['sv-call-07012345-67'] }] },
    ],
    ['days without end', { days: Array.from({ length: 401 }, (_, at) => `2024-01-${at}`) }],
    ['a null character', { message: 'a\0b' }],
  ])('refuses %s', async (_, change) => {
    const { status, body } = await send(aRegistration(campaign, change));
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'invalid-input' });
    expect(body.errors[0]).toMatchObject({ pointer: expect.any(String), code: expect.any(String) });
  });

  it('keeps formulas and markup as the text they are', async () => {
    const message = '=HYPERLINK("http://evil.example") <script>alert(1)</script>';
    const { id } = await submitted(the.call, campaign, { message });
    expect(await the.call('GET', `/v1/registrations/${id}`, { token: the.secretariat })).toMatchObject({
      body: { message },
    });
  });

  it('answers in Swedish to those who prefer it', async () => {
    const answer = await the.call('POST', '/v1/registrations', {
      body: aRegistration('no-such-campaign'),
      headers: { 'accept-language': 'sv-SE,sv;q=0.9,en;q=0.5' },
    });
    expect(answer.body).toMatchObject({ code: 'unknown-campaign', title: 'Kampanjen finns inte' });
  });
});

describe('addresses that are none', () => {
  it.each<[string, string, number]>([
    ['GET', '/v1/nothing', 404],
    ['DELETE', '/v1/registrations', 405],
    ['GET', '/v1/campaigns/%00', 404],
    ['GET', `/v1/campaigns/${'x'.repeat(500)}`, 414],
    ['GET', '/manage/assets/../../package.json', 404],
  ])('%s %s answers a problem', async (method, path, status) => {
    const answer = await the.call(method, path);
    expect([status, 404, 400]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('everything this service has published', () => {
  it('keeps its contracts and holds nothing personal', async () => {
    const { id } = await submitted(the.call, campaign, { message: 'Ring Eva.' });
    await the.call('POST', `/v1/registrations/${id}/confirmation`, { token: the.secretariat });

    await eventually(async () => {
      const events = await the.streams.events();
      expect(events.some(({ type }) => type.includes('kit-issued'))).toBe(true);
      for (const event of events) parseEvent(contracts, JSON.stringify(event));
      expect(JSON.stringify(events)).not.toMatch(/Eva|0243-740|bibliotek\.example|contact"|message|organisationNumber/);
    });
  });
});
