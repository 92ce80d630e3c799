import { rowOf } from '../counting/row.ts';
import type { StoredRow } from '../counting/row.ts';
import { tablesOf } from '../counting/row-tables.ts';
import type { Table } from '../counting/row-tables.ts';
import type { AwardDescription } from '../subjects/awards/award-fact.ts';
import type { CampaignDescription } from '../subjects/campaigns/campaign-fact.ts';
import { phaseOf } from '../subjects/campaigns/phase.ts';
import type { Phase } from '../subjects/campaigns/phase.ts';
import { factsOfKind, subjects } from '../subjects/subjects.ts';
import type { Fact, Together } from '../subjects/subjects.ts';
import type { Subject } from '../subjects/subject.ts';
import { goalsOf } from './goals.ts';
import type { Goal } from './goals.ts';

/** Which state of the figures this is. Revisions grow by one with each batch of events, within one generation. */
export interface FiguresRevision {
  readonly generation: number;
  readonly revision: number;
  /** When they came to be what they are: what has come since then has not changed them. */
  readonly asOf: string;
  /** The older name of `asOf`. */
  readonly updatedAt: string;
}

/** Where campaigns are in the calendar changes at midnight in Sweden, without any event. */
interface OfADay {
  /** The calendar day in Sweden. */
  readonly day: string;
}

/** One name for one state: the ETag of an answer, and what a listener says it has seen last when it comes back. */
export function revisionId({ generation, revision, day }: FiguresRevision & Partial<OfADay>): string {
  return `${generation}-${revision}${day === undefined ? '' : `-${day}`}`;
}

export type DescribedCampaign = CampaignDescription & { readonly phase: Phase };

export interface CampaignFigures extends FiguresRevision, OfADay {
  readonly campaign: DescribedCampaign;
  readonly figures: Together<'campaignFigures'> & { readonly goals: Table<Goal> };
  readonly parts: Table<CampaignPart>;
}

export type CampaignPart = Pick<DescribedCampaign, 'name' | 'status' | 'phase'> & Together<'partFigures'>;

export interface NetworkFigures extends FiguresRevision, OfADay {
  readonly figures: Together<'networkFigures'>;
  readonly campaigns: Table<DescribedCampaign>;
  readonly awards: Table<AwardDescription>;
}

/** An award belongs to no campaign: its nominations are counted for it as registrations are for a campaign. */
export interface AwardFigures extends FiguresRevision {
  /** Only the id while the award's own event has not arrived. */
  readonly award: Partial<AwardDescription> & { readonly id: string };
  readonly figures: Together<'awardFigures'>;
}

/** Days of the calendar, both included; all of them before or after where one is left out. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

export type CampaignSeries = FiguresRevision & Period & { readonly campaign: string } & Together<'campaignSeries'>;
export type NetworkSeries = FiguresRevision & Period & Together<'networkSeries'>;
export type AwardSeries = FiguresRevision & Period & { readonly award: string } & Together<'awardSeries'>;

export interface CoverageGaps extends FiguresRevision {
  readonly campaign: string;
  readonly items: CampaignFigures['figures']['coverage']['empty'];
}

export interface CampaignSources {
  readonly campaign: CampaignDescription;
  readonly rows: readonly StoredRow[];
  /** Those that are shown themselves: the campaign and its parts, as far as their events have arrived, and its surveys. */
  readonly facts: readonly Fact[];
  /** Those of the network's rows by campaign that are of its parts. */
  readonly ofParts: readonly StoredRow[];
}

export function campaignFigures(
  revision: FiguresRevision & OfADay,
  { campaign, rows, facts, ofParts }: CampaignSources,
): CampaignFigures {
  const table = tablesOf(rows);
  const described = factsOfKind(facts, 'campaign').map((fact) => fact.campaign);
  const figures = together<'campaignFigures'>(
    subjects.map((subject) =>
      subject.campaignFigures?.(
        table,
        facts.filter(({ kind }) => kind === subject.kind),
        campaign.area,
      ),
    ),
  );

  return {
    ...revision,
    campaign: describedOn(revision.day, campaign),
    figures: { ...figures, goals: goalsOf(campaign.goals, figures) },
    parts: partsOf(
      described.filter(({ partOf }) => partOf === campaign.id).map((part) => describedOn(revision.day, part)),
      ofParts,
    ),
  };
}

/**
 * What names a campaign that was never announced counts in the network, but not by that name: whoever makes up campaigns adds no row.
 * The sums are kept all the same, so that the row is whole as soon as the announcement arrives.
 */
export function networkFigures(
  revision: FiguresRevision & OfADay,
  rows: readonly StoredRow[],
  facts: readonly Fact[],
): NetworkFigures {
  const described = factsOfKind(facts, 'campaign').map(({ campaign }) => campaign);
  const announced = new Set(described.map(({ id }) => id));
  const table = tablesOf(rows.filter((row) => isOfNoCampaignBut(announced, row)));
  const awards = factsOfKind(facts, 'award').map(({ award }) => award);

  return {
    ...revision,
    figures: together<'networkFigures'>(
      subjects.map((subject) =>
        subject.networkFigures?.(
          table,
          facts.filter(({ kind }) => kind === subject.kind),
        ),
      ),
    ),
    campaigns: Object.fromEntries(described.map((campaign) => [campaign.id, describedOn(revision.day, campaign)])),
    awards: Object.fromEntries(awards.map((award) => [award.id, award])),
  };
}

/** @param facts the award itself, as far as its own event has arrived */
export function awardFigures(
  revision: FiguresRevision,
  { id, rows, facts }: Pick<CampaignSources, 'rows' | 'facts'> & { readonly id: string },
): AwardFigures {
  const table = tablesOf(rows);
  const [described] = factsOfKind(facts, 'award');

  return {
    ...revision,
    award: { id, ...described?.award },
    figures: together<'awardFigures'>(
      subjects.map((subject) =>
        subject.awardFigures?.(
          table,
          facts.filter(({ kind }) => kind === subject.kind),
        ),
      ),
    ),
  };
}

/** What happened to a campaign day by day. Days on which nothing did are left out. */
export function campaignSeries(rows: readonly StoredRow[]): Together<'campaignSeries'> {
  const table = tablesOf(rows);
  return together<'campaignSeries'>(subjects.map((subject) => subject.campaignSeries?.(table)));
}

export function networkSeries(rows: readonly StoredRow[]): Together<'networkSeries'> {
  const table = tablesOf(rows);
  return together<'networkSeries'>(subjects.map((subject) => subject.networkSeries?.(table)));
}

export function awardSeries(rows: readonly StoredRow[]): Together<'awardSeries'> {
  const table = tablesOf(rows);
  return together<'awardSeries'>(subjects.map((subject) => subject.awardSeries?.(table)));
}

const byCampaign: ReadonlySet<string> = new Set(subjects.flatMap((subject) => subject.byCampaign ?? []));

function isOfNoCampaignBut(announced: ReadonlySet<string>, { _id }: StoredRow): boolean {
  const row = rowOf(_id);
  return row === undefined || !byCampaign.has(row.figure) || announced.has(row.value);
}

function describedOn(day: string, campaign: CampaignDescription): DescribedCampaign {
  return { ...campaign, phase: phaseOf(campaign, day) };
}

function partsOf(parts: readonly DescribedCampaign[], rows: readonly StoredRow[]): Table<CampaignPart> {
  const table = tablesOf(rows);
  return Object.fromEntries(
    parts.map(({ id, name, status, phase }) => {
      const figures = together<'partFigures'>(
        subjects.map((subject) =>
          subject.byCampaign === undefined ? undefined : subject.partFigures?.(table(subject.byCampaign).get(id)),
        ),
      );
      return [id, { name, status, phase, ...figures }];
    }),
  );
}

/** Every subject's answer in one object: no two of them show a figure of the same name. */
function together<Method extends keyof Subject>(answers: readonly (object | undefined)[]): Together<Method> {
  return Object.assign({}, ...answers) as Together<Method>;
}
