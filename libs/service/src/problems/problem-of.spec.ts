import { describe, expect, it } from '@jest/globals';
import { lostRace } from '@kraftsamling/messaging';
import { Refusal } from '@kraftsamling/messaging/decision';
import { ForbiddenException, ServiceUnavailableException } from '@nestjs/common';
import { mongo } from 'mongoose';
import { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';

const inputError = { pointer: '/days/0', code: 'outside', detail: 'The day is outside the counting period.' };

function brokenOff(): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET', statusCode: 400 });
}

function noPrimary(): Error {
  const error = new mongo.MongoServerError({ message: 'not primary', code: 10107 });
  error.addErrorLabel('RetryableWriteError');
  return error;
}

describe('what was thrown becomes a problem', () => {
  it.each([
    ['a conflict', new Refusal('window-closed', '…'), 409, 'window-closed'],
    ['an invalid command', new Refusal('days-outside', '…', 'invalid', [inputError]), 422, 'days-outside'],
    ['nothing found', new Refusal('not-found', '…', 'not-found'), 404, 'not-found'],
    ['somebody else’s aggregate', new Refusal('not-yours', '…', 'forbidden'), 403, 'not-yours'],
    ['another version', new Refusal('version-mismatch', '…', 'stale'), 412, 'version-mismatch'],
    ['NATS away where it is needed', new Refusal('nats-unavailable', '…', 'unavailable'), 503, 'nats-unavailable'],
    ['a problem', new Problem(406, 'not-acceptable', '…'), 406, 'not-acceptable'],
    ['what Nest refuses', new ForbiddenException(), 403, 'not-allowed'],
    ['a client that is gone', brokenOff(), 400, 'bad-request'],
    ['a database without a primary', noPrimary(), 503, 'database-unavailable'],
    ['transactions that were in conflict for too long', lostRace(), 503, 'database-unavailable'],
    [
      'a database away, under another error',
      new Error('x', { cause: new mongo.MongoNetworkError('y') }),
      503,
      'database-unavailable',
    ],
    ['a bug', new TypeError('x is not a function'), 500, 'internal-error'],
    [
      'an error of another library with a status',
      Object.assign(new Error('from elsewhere'), { statusCode: 404, code: 'X' }),
      500,
      'internal-error',
    ],
    ['a 5xx of Nest', new ServiceUnavailableException('secret'), 500, 'internal-error'],
    ['something that is no error', 'oops', 500, 'internal-error'],
  ])('%s', (_what, thrown, status, code) => {
    const problem = problemOf(thrown);
    expect([problem.status, problem.code]).toEqual([status, code]);
    if (status >= 500 && !(thrown instanceof Refusal))
      expect(problem.message).not.toMatch(/secret|function|elsewhere|oops/);
  });

  it('with the errors as they came', () => {
    const further = { ...inputError, line: 12 };
    expect(problemOf(new Refusal('days-outside', '…', 'invalid', [further])).errors).toEqual([further]);
  });
});
