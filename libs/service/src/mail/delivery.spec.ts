import { describe, expect, it } from '@jest/globals';
import { answerFrom, progressAfter } from './delivery.ts';

const now = new Date('2024-10-01T10:00:00Z');

describe('a mail that could not be sent', () => {
  it.each([1, 2, 3, 4])('is tried again later each time (attempt %i)', (attempts) => {
    const delay = 1000 * 2 ** (attempts - 1);
    expect(progressAfter({ kind: 'not-now' }, attempts, now)).toEqual({
      status: 'waiting',
      dueAt: new Date(now.getTime() + delay),
    });
  });

  it('never waits longer than ten minutes', () => {
    expect(progressAfter({ kind: 'not-now' }, 50, now)).toEqual({
      status: 'waiting',
      dueAt: new Date(now.getTime() + 600_000),
    });
  });

  it('fails when it is refused for good', () => {
    expect(progressAfter({ kind: 'refused-for-good', reason: 'smtp-550' }, 1, now)).toEqual({
      status: 'failed',
      failedAt: now,
      reason: 'smtp-550',
    });
  });

  it('was sent when it was accepted before', () => {
    const at = new Date('2024-09-30T10:00:00Z');
    expect(progressAfter({ kind: 'accepted-before', at }, 1, now)).toEqual({ status: 'sent', sentAt: at });
  });

  it('is sent when it is accepted', () => {
    expect(progressAfter({ kind: 'accepted' }, 1, now)).toEqual({ status: 'sent', sentAt: now });
  });
});

describe('the answer of a mail server', () => {
  it.each([
    ['an unknown mailbox', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'smtp-550'],
    ['a message it will not have', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'smtp-554'],
    ['an address that is none', { code: 'EENVELOPE', command: 'API' }, 'address-unusable'],
  ])('is about the mail: %s', (_, failure, reason) => {
    expect(answerFrom(failure)).toEqual({ kind: 'refused-for-good', reason });
  });

  it.each([
    ['no connection', { code: 'ECONNECTION' }],
    ['silence', { code: 'ETIMEDOUT' }],
    ['greylisting', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }],
    ['a sender that is not welcome', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 }],
    ['a login that fails', { code: 'EAUTH', responseCode: 535 }],
    ['a connection that broke', { code: 'EMESSAGE' }],
  ])('passes: %s', (_, failure) => {
    expect(answerFrom(failure)).toEqual({ kind: 'not-now' });
  });
});
