import type { Bilingual, Definitions } from '../counting/definition.ts';
import type { Table } from '../counting/row-tables.ts';
import { factsOf, nothing } from '../counting/selection.ts';
import type { FigurePart, Selection } from '../counting/selection.ts';
import type { GoalBounds } from '../subjects/subject.ts';
import type { CampaignDescription } from '../subjects/campaigns/campaign-fact.ts';
import { subjects } from '../subjects/subjects.ts';

/** How far a campaign has come towards a goal of its own. */
export interface Goal extends Partial<GoalBounds> {
  /** The goal in the words of the campaign. */
  readonly description?: Bilingual;
  readonly goal: number;
  readonly reached: number;
  /** What is reached of the goal: 1 is all of it, and there may be more. */
  readonly share: number;
}

/** The goals are of no subject: each subject says what it measures (`goals`), the campaign what it wants. */
export const goalDefinitions = {
  goals: {
    version: 3,
    of: 'campaign',
    measures: ['goal', 'reached', 'share', 'lower', 'upper', 'estimatedShare'],
    name: { sv: 'Kampanjens mål', en: "The campaign's goals" },
    meaning: {
      sv: 'Hur långt kampanjen har kommit mot sina egna mål, vart och ett jämfört med just det som målet gäller: människor som säger att de har utvecklat sin digitala kompetens, deltagande vid aktiviteter, kommuner med aktivitet eller deltagande aktörer. Andelen är 1, eller 100 procent, när målet är nått. Rapporter med ovanliga tal räknas först när kansliet har bekräftat dem. Där en del är uppskattat står gränserna och den uppskattade andelen bredvid.',
      en: 'How far the campaign has come towards its own goals, each compared with the very thing it is about: people who say that they have developed their digital competence, attendances at activities, municipalities with an activity or organisations taking part. The share is 1, or 100 per cent, once the goal is reached. Reports with unusual numbers count once the secretariat has confirmed them. Where some of it is estimated, the bounds and the estimated share stand beside it.',
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
    goals.flatMap(({ measure, target, description }) => {
      const measured = measures.get(measure);
      if (!measured) return [];
      const reached = measured.reached(figures);
      const goal = { goal: target, reached, share: reached / target, ...measured.bounds?.(figures) };
      return [[measure, { ...(description && { description }), ...goal }]];
    }),
  );
}

type GoalPart = Pick<FigurePart, 'campaign' | 'value' | 'area'>;

/** What a goal of the campaign is measured by; all of that where none is named. */
export function selectGoals({ campaign, value: measure, area }: GoalPart): Selection {
  const selections = [...measures]
    .filter(([each]) => measure === undefined || each === measure)
    .map(([, { kind, select }]) => ({ ...factsOf(kind, campaign), ...select(area) }));
  return selections.length === 0 ? nothing : { $or: selections };
}
