import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Entry } from './entry.ts';
import { thirtyTwoBytes } from './seal.ts';

/** An entry in the chain. Its hash covers everything else in it, and with `previous` everything before it. */
export type Link = Entry & {
  readonly award: string;
  /** From 1, without a gap. */
  readonly sequence: number;
  readonly previous: string;
  readonly at: string;
  /** 32 random bytes: without them somebody who knows what comes before could find a score out of a head, by trying. */
  readonly salt: string;
  readonly hash: string;
};

/** How far a record has come. Whoever has kept count and head of a day sees every later change of what was there then. */
export interface Tip {
  readonly award: string;
  readonly count: number;
  readonly head: string;
  readonly at?: string;
}

export function beginRecord(award: string): Tip {
  return { award, count: 0, head: '0'.repeat(64) };
}

export function tipOf({ award, sequence, hash, at }: Link): Tip {
  return { award, count: sequence, head: hash, at };
}

/** An instant before that of the last link is refused: whoever writes takes the later of the two when a clock goes back. */
export function append(tip: Tip, entry: Entry, at: Date, salt: Uint8Array): Link {
  const instant = at.toISOString();
  if (tip.at !== undefined && instant < tip.at)
    throw new RangeError(`Entry ${tip.count + 1} cannot be of ${instant}: the one before it is of ${tip.at}.`);

  const content = {
    award: tip.award,
    sequence: tip.count + 1,
    previous: tip.head,
    at: instant,
    ...entry,
    salt: thirtyTwoBytes(salt).toString('hex'),
  };
  return { ...content, hash: hashOf(content) };
}

export function hashOf(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
