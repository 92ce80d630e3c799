import type { Decision, InputError } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, refuseAny } from '@kraftsamling/messaging/decision';
import { isDeepStrictEqual } from 'node:util';
import type { RunningAward } from '../award/award.state.ts';
import type { Round, Scores } from './round.ts';

/** What one juror has given in one round: nobody else's business before the round closes. */
export interface ScoreCard {
  readonly awardId: string;
  readonly round: Round;
  readonly juror: string;
  /** By candidacy, then by criterion: one set for each, the last that was given. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export function scoreCardId(awardId: string, round: Round, juror: string): string {
  return `${awardId}.${round}.${juror}`;
}

export function giveScores(
  card: ScoreCard,
  award: Pick<RunningAward, 'criteria' | 'scale'>,
  candidacyId: string,
  scores: Readonly<Record<string, number>>,
): Decision<ScoreCard> {
  refuseAny(scoreErrors(award, scores));
  if (isDeepStrictEqual(card.scores[candidacyId], scores)) return nothingHappens;
  return becomes({ ...card, scores: { ...card.scores, [candidacyId]: scores } });
}

/** Those that count: a juror who is blocked from a candidacy has given it nothing. */
export function scoresThatCount(
  cards: readonly ScoreCard[],
  isBlocked: (juror: string, candidacy: string) => boolean,
): Scores {
  return new Map(
    cards.map(({ juror, scores }) => [
      juror,
      new Map(Object.entries(scores).filter(([candidacy]) => !isBlocked(juror, candidacy))),
    ]),
  );
}

/** Every criterion, whole points, on the scale: what is missing is missing, and never half of it. */
function scoreErrors(
  { criteria, scale: { lowest, highest } }: Pick<RunningAward, 'criteria' | 'scale'>,
  scores: Readonly<Record<string, number>>,
): InputError[] {
  const known = new Set(criteria.map(({ id }) => id));
  const strangers = Object.keys(scores).filter((id) => !known.has(id));
  return [
    ...strangers.map((id) => ({
      pointer: '/scores',
      code: 'unknown-criterion',
      detail: `"${id}" is no criterion of the award. Its criteria are ${[...known].join(', ')}.`,
    })),
    ...criteria.flatMap(({ id }): InputError[] => {
      const score = Object.hasOwn(scores, id) ? scores[id] : undefined;
      if (score === undefined)
        return [{ pointer: `/scores/${id}`, code: 'score-missing', detail: `Give points for ${id} too.` }];
      if (Number.isSafeInteger(score) && score >= lowest && score <= highest) return [];
      const detail = `It must be a whole number from ${lowest} to ${highest}.`;
      return [{ pointer: `/scores/${id}`, code: 'score-off-scale', detail }];
    }),
  ];
}
