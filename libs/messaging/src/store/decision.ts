import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '@kraftsamling/contracts';

/** What a decision may answer: the new state with the events of the change, or that nothing happens. */
export type Decision<State> = Change<State> | NothingHappens;

export interface Change<State> {
  readonly state: State;
  /** The events of the change. Each carries the whole public state, so only their contracts are named here. */
  readonly events: readonly Contract[];
}

export const nothingHappens = Symbol('nothing happens');
export type NothingHappens = typeof nothingHappens;

export function becomes<State>(state: State, ...events: readonly Contract[]): Change<State> {
  return { state, events };
}

/**
 * What an amendment is: nothing, where nothing is different; a change without an event, where nobody but the owner may know of it;
 * else a change that is published.
 */
export function amends<State>(
  before: State,
  after: State,
  publicState: (state: State, id: string) => unknown,
  amended: Contract,
): Decision<State> {
  if (isDeepStrictEqual(after, before)) return nothingHappens;
  return isDeepStrictEqual(publicState(after, ''), publicState(before, '')) ? becomes(after) : becomes(after, amended);
}

/**
 * Why a command is refused; the HTTP status follows from it.
 * `conflict` 409 (the aggregate's state forbids it), `invalid` 422, `not-found` 404, `forbidden` 403, `stale` 412 (changed since it was read),
 * `unavailable` 503 (a server it needs is away).
 */
export type RefusalKind = 'conflict' | 'invalid' | 'not-found' | 'forbidden' | 'stale' | 'unavailable';

/** One error in the input. `pointer` is a JSON pointer (RFC 6901) into the body, `''` being the whole of it. */
export interface InputError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** A command is refused: a stable kebab-case code for programs, one sentence for people, and the errors where there are several. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly kind: RefusalKind;
  readonly errors: readonly InputError[];

  constructor(code: string, sentence: string, kind: RefusalKind = 'conflict', errors: readonly InputError[] = []) {
    super(sentence);
    this.code = code;
    this.kind = kind;
    this.errors = errors;
  }
}

/** The same words for what is not there and for what the caller may not know of, so that neither gives the other away. */
export function notFound(): Refusal {
  return new Refusal('not-found', 'There is nothing with this id.', 'not-found');
}

/** Refuses input with all its errors at once. The refusal's code is that of the first error. */
export function refuseAny(inputErrors: readonly InputError[]): void {
  const [first, ...others] = inputErrors;
  if (!first) return;
  const sentence = others.length === 0 ? first.detail : `${first.detail} There are ${others.length} more errors.`;
  throw new Refusal(first.code, sentence, 'invalid', inputErrors);
}

/** The same errors, seen from the whole that the invalid part lies in. */
export function under(pointer: string, inputErrors: readonly InputError[]): InputError[] {
  return inputErrors.map((inputError) => ({ ...inputError, pointer: pointer + inputError.pointer }));
}
