import { describe, expect, it } from '@jest/globals';
import { redacted, withoutSecrets } from './redaction.ts';

describe('what is logged', () => {
  it('has no personal data and no secrets, however deep they lie', () => {
    const entry = {
      campaign: 'digitalidag-2024',
      request: {
        headers: { Authorization: 'Bearer abc', cookie: 'x', 'idempotency-key': 'y', accept: 'application/json' },
      },
      organisations: [
        {
          id: 'org-1',
          organisationNumber: '556000-0000',
          contactPersons: [{ name: 'Anna', email: 'a@b.se' }],
          phone: '070',
        },
      ],
      managementLink: 'https://example.org/x',
      token: 't',
    };
    expect(redacted(entry)).toEqual({
      campaign: 'digitalidag-2024',
      request: {
        headers: {
          Authorization: '[redacted]',
          cookie: '[redacted]',
          'idempotency-key': '[redacted]',
          accept: 'application/json',
        },
      },
      organisations: [
        { id: 'org-1', organisationNumber: '[redacted]', contactPersons: '[redacted]', phone: '[redacted]' },
      ],
      managementLink: '[redacted]',
      token: '[redacted]',
    });
  });

  it('is a copy: what was logged stays as it was', () => {
    const entry = { email: 'a@b.se' };
    redacted(entry);
    expect(entry.email).toBe('a@b.se');
  });

  it('ends, also when it holds itself', () => {
    const circle: Record<string, unknown> = {};
    circle['again'] = circle;
    expect(JSON.stringify(redacted(circle))).toContain('[…]');
  });

  it.each([
    ['mongodb://user:pass@host/db failed', 'mongodb://[redacted]@host/db failed'],
    ['GET /manage?token=abc&page=2', 'GET /manage?token=[redacted]&page=2'],
    ['sent Bearer abc.def', 'sent Bearer [redacted]'],
    ['to anna.ek@kommun.se: refused', 'to [redacted]: refused'],
    [
      'E11000 duplicate key error index: email_1 dup key: { state.email: "x" }',
      'E11000 duplicate key error index: email_1 dup key: [redacted]',
    ],
    ['registrations.registration.confirmed.v1', 'registrations.registration.confirmed.v1'],
  ])('has none in running text either: %s', (text, clean) => {
    expect(withoutSecrets(text)).toBe(clean);
  });

  it('has none in errors', () => {
    const error = new Error('dup key: { email: "anna@kommun.se" }', { cause: new Error('mongodb://a:b@c/d') });
    const text = JSON.stringify(redacted({ err: error }));
    expect(text).not.toMatch(/anna@kommun|a:b@c/);
  });
});
