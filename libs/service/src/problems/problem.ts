import type { InputError } from '@kraftsamling/messaging/decision';

/**
 * An answer with a 4xx or 5xx status that no rule of the domain decided: what HTTP itself or this library refuses.
 * What a rule refuses is a `Refusal`.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly errors: readonly InputError[];
  readonly headers: Readonly<Record<string, string>>;
  /** Further members of the problem document. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    more: {
      errors?: readonly InputError[];
      headers?: Record<string, string>;
      members?: Record<string, unknown>;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
    this.members = more.members ?? {};
  }
}
