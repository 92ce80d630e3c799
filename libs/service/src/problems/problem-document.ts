import type { InputError } from '@kraftsamling/messaging/decision';

/** RFC 9457, with members of our own. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly traceId: string;
  readonly errors?: readonly InputError[];
  readonly [member: string]: unknown;
}
