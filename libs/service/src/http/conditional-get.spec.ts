import { describe, expect, it } from '@jest/globals';
import { publicCopy } from './conditional-get.ts';
import type { PublicCopy } from './conditional-get.ts';
import type { Reply, Request } from './request.ts';

const changedAt = new Date('2024-05-02T08:30:00.700Z');

function ask(copy: Partial<PublicCopy>, headers: Request['headers']) {
  let sent: Record<string, string> = {};
  let status = 200;
  const reply = {
    headers: (more: Record<string, string>) => (sent = { ...sent, ...more }),
    status: (code: number) => (status = code),
  };
  const answer = publicCopy({ cacheControl: 'public, no-cache', ...copy }, 'the body');
  const body = answer.writeTo(reply as Partial<Reply> as Reply, { headers } as Partial<Request> as Request);
  return { status, body, headers: sent };
}

describe('a public answer', () => {
  it('may be kept, and read by the scripts of any page', () => {
    expect(ask({ etag: '"7"', vary: 'accept-language', changedAt }, {})).toEqual({
      status: 200,
      body: 'the body',
      headers: {
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, no-cache',
        vary: 'accept-language',
        etag: '"7"',
        'last-modified': 'Thu, 02 May 2024 08:30:00 GMT',
      },
    });
  });

  it.each([
    ['"7"', '"7"', 304],
    ['"7"', 'W/"7"', 304],
    ['W/"7"', 'W/"7"', 304],
    ['W/"7"', '"7"', 304],
    ['"7"', '"6", "7"', 304],
    ['"7"', '*', 304],
    ['"7"', '"6"', 200],
    ['"7"', '7', 200],
    [undefined, '*', 200],
  ])('with ETag %s, to who has %s: %d', (etag, known, status) => {
    const answer = ask(etag === undefined ? {} : { etag }, { 'if-none-match': known });
    expect([answer.status, answer.body]).toEqual([status, status === 304 ? undefined : 'the body']);
  });

  it.each([
    ['Thu, 02 May 2024 08:30:00 GMT', 304],
    ['Thu, 02 May 2024 08:30:01 GMT', 304],
    ['Thu, 02 May 2024 08:29:59 GMT', 200],
    ['yesterday', 200],
  ])('changed at 08:30:00.7, to who has that of %s: %d', (since, status) => {
    expect(ask({ changedAt }, { 'if-modified-since': since }).status).toBe(status);
  });

  it('goes by the ETag where both are sent', () => {
    const both = { 'if-none-match': '"6"', 'if-modified-since': changedAt.toUTCString() };
    expect(ask({ etag: '"7"', changedAt }, both).status).toBe(200);
  });

  it('goes to everybody who asks by time, while its time is not settled', () => {
    expect(ask({ etag: '"7"', changedAt: undefined }, { 'if-modified-since': changedAt.toUTCString() }).status).toBe(
      200,
    );
  });
});
