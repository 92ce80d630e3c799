import { isOutage, isTransient } from '@kraftsamling/messaging';
import { Refusal } from '@kraftsamling/messaging/decision';
import type { RefusalKind } from '@kraftsamling/messaging/decision';
import { HttpException } from '@nestjs/common';
import { Problem } from './problem.ts';

const statusOfRefusal: Readonly<Record<RefusalKind, number>> = {
  conflict: 409,
  invalid: 422,
  'not-found': 404,
  forbidden: 403,
  stale: 412,
  unavailable: 503,
};

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'token-missing',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  409: 'conflict',
  412: 'version-mismatch',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
  422: 'invalid-input',
  428: 'if-match-required',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** Turns whatever was thrown into the problem to answer with. What nobody foresaw is a bug, and answers 500 without its reason. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) {
    return new Problem(statusOfRefusal[error.kind], error.code, error.message, {
      errors: error.errors,
    });
  }
  if (isOutage(error) || isTransient(error)) {
    return new Problem(
      503,
      'database-unavailable',
      'The database cannot be reached right now. Try again in a moment.',
      {
        headers: { 'retry-after': '2' },
        cause: error,
      },
    );
  }
  const status = statusOfOthers(error);
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem(status, codeOfStatus[status] ?? 'bad-request', (error as Error).message, { cause: error });
  }
  return new Problem(500, 'internal-error', 'Something went wrong in the service. It has been logged.', {
    cause: error,
  });
}

/** What Nest and Fastify refuse of their own accord, or what broke while a body was being read. */
function statusOfOthers(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;

  const ofFastify = String(error.code).startsWith('FST_') || error.code === 'ECONNRESET';
  return ofFastify && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
