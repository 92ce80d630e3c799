import type { RunningAward } from '../award/award.state.ts';
import { standingBy } from '../judging/rules.ts';
import type { ScoreSheet } from '../judging/score-sheet.ts';
import { smallestChange } from '../judging/smallest-change.ts';
import type { Lists, Round } from './round.ts';
import { rounds } from './round.ts';

/** The round after which a candidacy was on no list any more, and how far from the next list it was. */
export interface Feedback {
  readonly round: Round;
  /** Points in all, weighted as marks are, by which scores must have been others. Nothing where it was not ranked. */
  readonly points?: number;
  /** The search ended before: more than so many. */
  readonly moreThan?: number;
}

/** Whoever won has reached every list. */
export function roundMissed(candidacyId: string, lists: Lists): Round | undefined {
  return rounds.find((round) => !(lists[round] ?? []).includes(candidacyId));
}

/** How few points would have brought it before somebody on the list. Whose they are is not said: it would expose a juror. */
export function feedbackOn(
  candidacyId: string,
  round: Round,
  sheet: ScoreSheet,
  { rule }: Pick<RunningAward, 'rule'>,
  list: readonly string[],
): Feedback {
  const entry = sheet.entries.indexOf(candidacyId);
  const falling = list.map((id) => sheet.entries.indexOf(id)).filter((at) => at >= 0);
  const { ranks } = standingBy(rule, sheet);
  if (entry < 0 || ranks[entry] === null || falling.length === 0) return { round };
  const change = smallestChange(sheet, rule, [{ rising: [entry], falling, strictly: true }]);
  if (change === undefined) return { round };
  return 'moreThan' in change ? { round, moreThan: change.moreThan } : { round, points: change.points };
}
