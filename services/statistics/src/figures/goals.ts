import type { Definitions } from '../counting/definition.ts';
import type { Table } from '../counting/row-tables.ts';
import { factsOf, nothing } from '../counting/selection.ts';
import type { Selection } from '../counting/selection.ts';
import type { CampaignDescription } from '../subjects/campaigns/campaign-fact.ts';
import { subjects } from '../subjects/subjects.ts';

/** How far a campaign has come towards a goal of its own. */
export interface Goal {
  readonly goal: number;
  readonly reached: number;
  /** What is reached of the goal: 1 is all of it, and there may be more. */
  readonly share: number;
}

/** The goals are of no subject: each subject says what it measures (`goals`), the campaign what it wants. */
export const goalDefinitions = {
  goals: {
    version: 1,
    of: 'campaign',
    measures: ['goal', 'reached', 'share'],
    name: { sv: 'Kampanjens mål', en: "The campaign's goals" },
    meaning: {
      sv: 'Hur långt kampanjen har kommit mot sina egna mål för människor, kommuner med aktivitet och deltagande aktörer. Andelen är 1, eller 100 procent, när målet är nått.',
      en: 'How far the campaign has come towards its own goals for people, municipalities with an activity and organisations taking part. The share is 1, or 100 per cent, once the goal is reached.',
    },
  },
} as const satisfies Definitions;

const measures = new Map(
  subjects.flatMap(({ kind, goals = {} }) =>
    Object.entries(goals).map(([measure, goal]) => [measure, { kind, ...goal }] as const),
  ),
);

/** A goal that no subject measures is not shown: nobody could say how far it is. */
export function goalsOf(goals: CampaignDescription['goals'], figures: object): Table<Goal> {
  return Object.fromEntries(
    goals.flatMap(({ measure, target }) => {
      const reached = measures.get(measure)?.reached(figures);
      return reached === undefined ? [] : [[measure, { goal: target, reached, share: reached / target }]];
    }),
  );
}

/** What a goal of the campaign is measured by; all of that where none is named. */
export function selectGoals(campaign: string | undefined, measure: string | undefined): Selection {
  const selections = [...measures]
    .filter(([each]) => measure === undefined || each === measure)
    .map(([, { kind, select }]) => ({ ...factsOf(kind, campaign), ...select }));
  return selections.length === 0 ? nothing : { $or: selections };
}
