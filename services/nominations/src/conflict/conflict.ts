import type { Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import type { Path } from './tie-graph.ts';

/** `undecided`: there is an indirect tie, and nobody has decided yet whether it matters. Nothing but `open` opens anything. */
export type Access = 'open' | 'blocked' | 'undecided';

/** So many steps away a tie still is one. */
export const MOST_STEPS = 3;

/** Of a juror and a candidacy. */
export interface Pair {
  readonly awardId: string;
  readonly juror: string;
  readonly candidacyId: string;
}

/** Why: the path of a direct tie, or the words of the secretariat. With the salt of its hash in the record, so that it can be opened. */
export interface Ground {
  readonly why: Path | string;
  readonly salt: string;
}

/** What has been settled on record of a juror and a candidacy; its ground until it is forgotten. To be blocked is final. */
export type SettledConflict =
  | (Pair & { readonly status: 'blocked'; readonly ground?: Ground; readonly at: Date })
  | (Pair & {
      readonly status: 'cleared';
      readonly ground?: Ground;
      readonly at: Date;
      /** How long the path was that it was decided of: nobody has cleared a shorter one. */
      readonly steps: number;
    });

/** A path of one step is a direct tie, which no decision clears. */
export function isDirect(path: Path | undefined): boolean {
  return path !== undefined && path.length <= 1;
}

/** As the ties are now, whatever of them is on record. */
export function accessOf(settled: SettledConflict | undefined, path: Path | undefined): Access {
  if (settled?.status === 'blocked' || isDirect(path)) return 'blocked';
  if (path === undefined || isCleared(settled, path)) return 'open';
  return 'undecided';
}

/** A direct tie has been found, or a juror is withdrawn. Once. */
export function recuse(
  settled: SettledConflict | undefined,
  pair: Pair,
  ground: Ground,
  now: Date,
): Decision<SettledConflict> {
  if (settled?.status === 'blocked') return nothingHappens;
  return becomes<SettledConflict>({ ...pair, status: 'blocked', ground, at: now });
}

/** The hash in the record stands; what it was of, nobody can find out any more. */
export function forgetGround(settled: SettledConflict): Decision<SettledConflict> {
  const { ground, ...rest } = settled;
  return ground === undefined ? nothingHappens : becomes<SettledConflict>(rest);
}

export interface ConflictDecision {
  readonly outcome: 'blocked' | 'cleared';
  readonly ground: Ground;
}

/** The secretariat decides whether an indirect tie matters. What it has cleared it may still block; the other way there is none. */
export function decideConflict(
  settled: SettledConflict | undefined,
  pair: Pair,
  path: Path | undefined,
  { outcome, ground }: ConflictDecision,
  now: Date,
): Decision<SettledConflict> {
  switch (outcome) {
    case 'blocked':
      if (path === undefined && settled?.status !== 'blocked') throw nothingToDecide();
      return recuse(settled, pair, ground, now);
    case 'cleared':
      if (settled?.status === 'blocked' || isDirect(path))
        throw new Refusal('juror-blocked', 'The juror is blocked from the candidacy: no decision takes that back.');
      if (path === undefined) throw nothingToDecide();
      if (isCleared(settled, path)) return nothingHappens;
      return becomes<SettledConflict>({ ...pair, status: 'cleared', ground, at: now, steps: path.length });
  }
}

function isCleared(settled: SettledConflict | undefined, path: Path): boolean {
  return settled?.status === 'cleared' && settled.steps <= path.length;
}

function nothingToDecide(): Refusal {
  return new Refusal(
    'no-conflict',
    `The juror and the candidacy are not tied within ${MOST_STEPS} steps: there is nothing to decide. A juror is withdrawn by a recusal.`,
  );
}
