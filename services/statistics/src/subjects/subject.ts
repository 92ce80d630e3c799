import type { Contract } from '@kraftsamling/contracts';
import type { Area } from '@kraftsamling/geography';
import type { Addition } from '../counting/addition.ts';
import type { Add } from '../counting/contribution.ts';
import type { Definitions } from '../counting/definition.ts';
import type { AnyFact } from '../counting/fact.ts';
import type { Measures } from '../counting/row.ts';
import type { Tables } from '../counting/row-tables.ts';
import type { FigurePart, Selection } from '../counting/selection.ts';

/**
 * A kind of aggregate that is counted: the events that statistics subscribes to because of it, what is kept of them, what that adds to which
 * figures, and how these are shown. Methods, so that a subject of any fact is a `Subject`.
 */
export interface Subject<Fact extends AnyFact = AnyFact, Figure extends string = string, Data = unknown> {
  readonly kind: Fact['kind'];

  /** Every event carries the whole public state of its aggregate, so all of them become facts in one way. */
  readonly subscribesTo: readonly (Contract & { readonly example: Data })[];
  factOf(id: string, version: number, data: Data): Fact;

  /** What one fact adds to the sums. A figure is the sum of the contributions of all facts. */
  contribute(fact: Fact, add: Add): void;
  /** What must add up to what, for verifications. */
  readonly additions?: readonly Addition[];

  readonly definitions: Definitions<Figure>;
  /** The facts that a figure came from: `contribute`, the other way round. */
  select(part: FigurePart<Figure>): Selection;

  /** What is shown of a campaign, and of the network. `shown` are the facts that `factsShown` selects, `area` is that of the campaign. */
  campaignFigures?(table: Tables<Figure>, shown: readonly Fact[], area: Area | undefined): object;
  networkFigures?(table: Tables<Figure>, shown: readonly Fact[]): object;
  /** What is shown of an award, to which no campaign has a part. `shown` is the award itself, where the subject is that of awards. */
  awardFigures?(table: Tables<Figure>, shown: readonly Fact[]): object;

  /** The figures that are kept by day, and what is shown of them. */
  readonly series?: readonly Figure[];
  campaignSeries?(table: Tables<Figure>): object;
  networkSeries?(table: Tables<Figure>): object;
  awardSeries?(table: Tables<Figure>): object;

  /** The network's figure with a row for each campaign, and what a campaign shows of the row of each of its parts. */
  readonly byCampaign?: Figure;
  partFigures?(measures: Measures | undefined): object;

  /** What campaigns may have goals for, by the measure that a goal names. */
  readonly goals?: Readonly<Record<string, GoalMeasure>>;

  /** For facts that are shown themselves, besides what they add to sums: those of a campaign or of the network, and the scopes of one. */
  factsShown?(campaign: string | undefined): Selection;
  shownIn?(fact: Fact): readonly string[];
}

export interface GoalBounds {
  readonly lower: number;
  readonly upper: number;
  /** What is estimated of all that is reached. */
  readonly estimatedShare: number;
}

export interface GoalMeasure {
  /** Read from what the subject shows of the campaign. */
  reached(figures: object): number;
  /** Where the number is an estimate in part. */
  bounds?(figures: object): GoalBounds;
  /** The facts of the subject that count towards the goal of a campaign in an area. */
  select(area: Area | undefined): Selection;
}
