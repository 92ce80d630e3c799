import { isDeepStrictEqual } from 'node:util';
import type { SurveyData } from '@kraftsamling/contracts';
import type { Decision, InputError } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, refuseAny, under } from '@kraftsamling/messaging/decision';
import { needErrors } from '../case/need.ts';
import type { Need } from '../case/need.ts';

/** An answer to a question of the campaign's surveys, and what is looked for where so many have given it. */
export interface Wish {
  readonly question: string;
  readonly option: string;
  readonly atLeast: number;
  readonly need: Need;
}

/** What a campaign makes of the answers to its surveys. Without wishes: nothing. */
export interface SurveyPolicy {
  readonly wishes: readonly Wish[];
}

export const noWishes: SurveyPolicy = { wishes: [] };

/** Smaller groups are never published. */
export const smallestGroup = 5;

export function amendPolicy(policy: SurveyPolicy, wishes: readonly Wish[], today: string): Decision<SurveyPolicy> {
  refuseAny(wishes.flatMap((wish, at) => under(`/wishes/${at}`, wishErrors(wish, wishes.slice(0, at), today))));
  return isDeepStrictEqual(policy.wishes, wishes) ? nothingHappens : becomes({ wishes });
}

/** What has been wished for by enough people, and is still to come. */
export function wishesIn({ results }: SurveyData, { wishes }: SurveyPolicy, today: string): Wish[] {
  return wishes.filter(({ question, option, atLeast, need: { days } }) => {
    const result = results.find((each) => each.question === question && each.option === option);
    return (result?.answers ?? 0) >= atLeast && (days.length === 0 || days.some((day) => day >= today));
  });
}

function wishErrors({ question, option, need }: Wish, before: readonly Wish[], today: string): InputError[] {
  const repeated = before.some((other) => other.question === question && other.option === option);
  return [
    ...(repeated
      ? [{ pointer: '/option', code: 'wish-repeated', detail: `${option} of ${question} is there already.` }]
      : []),
    ...needErrors(need, today),
  ];
}
