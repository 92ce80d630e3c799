import { Refusal } from '@kraftsamling/messaging';
import { Clock, Problem } from '@kraftsamling/service';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { awardScope, headId, NETWORK, rangeOf, rowId, seriesOf } from '../counting/row.ts';
import type { StoredRow } from '../counting/row.ts';
import { factsOf } from '../counting/selection.ts';
import {
  awardFigures,
  awardSeries,
  campaignFigures,
  campaignSeries,
  networkFigures,
  networkSeries,
} from '../figures/figures.ts';
import type {
  AwardFigures,
  AwardSeries,
  CampaignFigures,
  CampaignSeries,
  CoverageGaps,
  FiguresRevision,
  NetworkFigures,
  NetworkSeries,
  Period,
} from '../figures/figures.ts';
import type { Generation } from '../generation/generation.ts';
import { campaigns } from '../subjects/campaigns/campaigns.ts';
import type { Subject } from '../subjects/subject.ts';
import { factsOfKind, subjects } from '../subjects/subjects.ts';
import type { Fact } from '../subjects/subjects.ts';
import { Collections, isHead, isRow } from './collections.store.ts';
import { Generations } from './generations.store.ts';

interface Remembered<Figures extends FiguresRevision> {
  /** The state of the whole in which these figures were last found to be right. */
  readonly generation: number;
  readonly revision: number;
  readonly figures: Figures;
}

type AnyFigures = CampaignFigures | AwardFigures | NetworkFigures | CampaignSeries | AwardSeries | NetworkSeries;

/** Campaigns, awards, and series from one day to another. */
const FIGURES_REMEMBERED = 200;

/** No other id can be a campaign's or an award's, and some would name a scope that is none. */
const ID = /^[a-z0-9-]+$/;

/**
 * Reads the figures of the live generation, all of one moment. They are remembered until something changes, so that asking
 * again costs one small read; those who ask for the same at the same time share one answer.
 */
@Injectable()
export class Figures {
  /** Of campaigns and awards by scope, and series by theirs and their days. What was asked for last stands last. */
  private readonly remembered = new Map<string, Remembered<AnyFigures>>();
  private readonly underWay = new Map<string, Promise<AnyFigures>>();
  private whole: Remembered<NetworkFigures> | undefined;

  constructor(
    private readonly collections: Collections,
    private readonly generations: Generations,
    private readonly clock: Clock,
  ) {}

  async network(): Promise<NetworkFigures> {
    const live = await this.live();
    if (this.whole && isOf(this.whole, live, this.today())) return this.whole.figures;
    return this.once(NETWORK, () => this.readNetwork());
  }

  /** @throws Refusal `unknown-campaign` */
  async campaign(id: string): Promise<CampaignFigures> {
    if (!ID.test(id)) throw unknownCampaign(id);
    return this.newest(id, () => this.readCampaign(id));
  }

  /** @throws Refusal `unknown-award` */
  async award(id: string): Promise<AwardFigures> {
    if (!ID.test(id)) throw unknownAward(id);
    return this.newest(awardScope(id), () => this.readAward(id));
  }

  /** @throws Refusal `unknown-campaign` */
  async coverageGaps(id: string): Promise<CoverageGaps> {
    const { generation, revision, asOf, updatedAt, campaign, figures } = await this.campaign(id);
    return { generation, revision, asOf, updatedAt, campaign: campaign.id, items: figures.coverage.empty };
  }

  /** @throws Refusal `unknown-campaign` */
  async campaignSeries(campaign: string, period: Period): Promise<CampaignSeries> {
    await this.campaign(campaign);
    return this.series(campaign, seriesOfCampaigns, period, (revision, rows) => ({
      campaign,
      ...revision,
      ...period,
      ...campaignSeries(rows),
    }));
  }

  /** @throws Refusal `unknown-award` */
  async awardSeries(award: string, period: Period): Promise<AwardSeries> {
    await this.award(award);
    return this.series(awardScope(award), seriesOfAwards, period, (revision, rows) => ({
      award,
      ...revision,
      ...period,
      ...awardSeries(rows),
    }));
  }

  networkSeries(period: Period): Promise<NetworkSeries> {
    return this.series(NETWORK, seriesOfTheNetwork, period, (revision, rows) => ({
      ...revision,
      ...period,
      ...networkSeries(rows),
    }));
  }

  private today(): string {
    return dayOf(this.clock.now());
  }

  private async newest<Figures extends AnyFigures>(key: string, read: () => Promise<Figures>): Promise<Figures> {
    const live = await this.live();
    const remembered = this.rememberedOf<Figures>(key);
    if (!remembered || !isOf(remembered, live, this.today())) return this.once(key, read);
    this.remember(key, remembered);
    return remembered.figures;
  }

  private once<Figures extends AnyFigures>(scope: string, read: () => Promise<Figures>): Promise<Figures> {
    const underWay = this.underWay.get(scope) as Promise<Figures> | undefined;
    if (underWay) return underWay;

    const reading = read().finally(() => this.underWay.delete(scope));
    this.underWay.set(scope, reading);
    return reading;
  }

  private readNetwork(): Promise<NetworkFigures> {
    return this.collections.transaction(async (session) => {
      const live = await this.live(session);
      const facts = await this.factsShown(session, live._id, subjects, undefined);
      const rows = await this.rowsIn(session, live._id, NETWORK);

      const figures = networkFigures({ ...revisionOf(live, live), day: this.today() }, rows, facts);
      this.whole = { generation: live._id, revision: live.revision, figures };
      return figures;
    });
  }

  private readCampaign(id: string): Promise<CampaignFigures> {
    return this.collections.transaction(async (session) => {
      const live = await this.live(session);
      const described = await this.factsShown(session, live._id, [campaigns], id);
      const announced = factsOfKind(described, 'campaign').map(({ campaign }) => campaign);
      const campaign = announced.find((each) => each.id === id);
      if (!campaign) throw unknownCampaign(id);
      const parts = announced.filter((part) => part !== campaign).map((part) => part.id);
      const summaries = await this.collections
        .summaries(live._id)
        .find({ _id: { $in: [headId(id), ...parts.flatMap(shownOfAPart)] } }, { session })
        .toArray();

      const revision = { ...revisionOf(live, ...summaries.filter(isHead)), day: this.today() };
      const known = this.rememberedOf<CampaignFigures>(id);
      const figures =
        known && isAt(known, live, revision)
          ? known.figures
          : campaignFigures(revision, {
              campaign,
              rows: await this.rowsIn(session, live._id, id),
              facts: [...described, ...(await this.factsShown(session, live._id, othersOfCampaigns, id))],
              ofParts: summaries.filter(isRow),
            });
      this.remember(id, { generation: live._id, revision: live.revision, figures });
      return figures;
    });
  }

  private readAward(id: string): Promise<AwardFigures> {
    const scope = awardScope(id);
    return this.collections.transaction(async (session) => {
      const live = await this.live(session);
      const head = await this.collections.summaries(live._id).findOne({ _id: headId(scope) }, { session });
      if (!head || !isHead(head)) throw unknownAward(id);

      const revision = revisionOf(live, head);
      const known = this.rememberedOf<AwardFigures>(scope);
      const figures =
        known && isAt(known, live, revision)
          ? known.figures
          : awardFigures(revision, {
              id,
              rows: await this.rowsIn(session, live._id, scope),
              facts: await this.collections
                .facts(live._id)
                .find({ _id: `award:${id}` }, { session })
                .toArray(),
            });
      this.remember(scope, { generation: live._id, revision: live.revision, figures });
      return figures;
    });
  }

  private series<Series extends CampaignSeries | AwardSeries | NetworkSeries>(
    scope: string,
    figures: readonly string[],
    { from, to }: Period,
    show: (revision: FiguresRevision, rows: readonly StoredRow[]) => Series,
  ): Promise<Series> {
    const series = seriesOf(scope);
    const key = [series, from, to].join('/');
    const days = figures.map((each) => ({
      _id: { $gte: rowId(series, each, from ?? '0000-01-01'), $lte: rowId(series, each, to ?? '9999-12-31') },
    }));
    return this.newest(key, () =>
      this.collections.transaction(async (session) => {
        const live = await this.live(session);
        const summaries = this.collections.summaries(live._id);
        const head = await summaries.findOne({ _id: headId(series) }, { session });
        const revision = revisionOf(live, ...(head && isHead(head) ? [head] : []));
        const known = this.rememberedOf<Series>(key);
        const shown =
          known && isAt(known, live, revision)
            ? known.figures
            : show(
                revision,
                (await summaries.find({ $or: days }, { session }).sort({ _id: 1 }).toArray()).filter(isRow),
              );
        this.remember(key, { generation: live._id, revision: live.revision, figures: shown });
        return shown;
      }),
    );
  }

  private async live(session?: mongo.ClientSession): Promise<Generation> {
    const live = await this.generations.live(session);
    if (live) return live;
    throw new Problem(503, 'not-ready', 'The service has been started for the first time and has no figures yet.', {
      headers: { 'retry-after': '1' },
    });
  }

  /** The facts that are shown themselves. There are few of each kind, in one range of ids or of the index that leads to the facts of a campaign. */
  private async factsShown(
    session: mongo.ClientSession,
    generation: number,
    of: readonly Subject[],
    campaign: string | undefined,
  ): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (const subject of of) {
      if (!subject.factsShown) continue;
      const selection = { ...factsOf(subject.kind), ...subject.factsShown(campaign) };
      facts.push(...(await this.collections.facts(generation).find(selection, { session }).sort({ _id: 1 }).toArray()));
    }
    return facts;
  }

  private async rowsIn(session: mongo.ClientSession, generation: number, scope: string): Promise<StoredRow[]> {
    const { from, to } = rangeOf(scope);
    const summaries = await this.collections
      .summaries(generation)
      .find({ _id: { $gte: from, $lt: to } }, { session, batchSize: 2_000 })
      .toArray();
    return summaries.filter(isRow);
  }

  /** What is remembered under a key is of one kind. */
  private rememberedOf<Figures extends FiguresRevision>(key: string): Remembered<Figures> | undefined {
    return this.remembered.get(key) as Remembered<FiguresRevision> | undefined as Remembered<Figures> | undefined;
  }

  private remember(key: string, figures: Remembered<AnyFigures>): void {
    this.remembered.delete(key);
    this.remembered.set(key, figures);
    for (const oldest of this.remembered.keys()) {
      if (this.remembered.size <= FIGURES_REMEMBERED) return;
      this.remembered.delete(oldest);
    }
  }
}

const othersOfCampaigns = subjects.filter((subject) => subject !== campaigns && subject.campaignFigures !== undefined);
const seriesOfCampaigns = subjects
  .filter((subject) => subject.campaignSeries !== undefined)
  .flatMap(({ series = [] }) => series);
const seriesOfTheNetwork = subjects
  .filter((subject) => subject.networkSeries !== undefined)
  .flatMap(({ series = [] }) => series);
const seriesOfAwards = subjects
  .filter((subject) => subject.awardSeries !== undefined)
  .flatMap(({ series = [] }) => series);

function shownOfAPart(campaign: string): string[] {
  const figures = subjects.flatMap(({ byCampaign = [] }) => byCampaign);
  return [headId(campaign), ...figures.map((figure) => rowId(NETWORK, figure, campaign))];
}

/** The revision of the newest of their parts. */
function revisionOf(
  { _id: generation, startedAt }: Generation,
  ...parts: { revision: number; updatedAt: Date }[]
): FiguresRevision {
  const { revision, updatedAt } = parts.reduce((newest, part) => (part.revision > newest.revision ? part : newest), {
    revision: 0,
    updatedAt: startedAt,
  });
  return { generation, revision, asOf: updatedAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

function isOf({ generation, revision, figures }: Remembered<AnyFigures>, live: Generation, today: string): boolean {
  return generation === live._id && revision === live.revision && isOn(figures, today);
}

/** What these figures are made of has not changed, whatever else has. */
function isAt(
  { generation, figures }: Remembered<AnyFigures>,
  live: Generation,
  now: FiguresRevision & { readonly day?: string },
): boolean {
  return generation === live._id && figures.revision === now.revision && isOn(figures, now.day);
}

/** Figures that tell of no day are the same on all of them. */
function isOn(figures: AnyFigures, day: string | undefined): boolean {
  return !('day' in figures) || figures.day === day;
}

function unknownAward(id: string): Refusal {
  return new Refusal('unknown-award', `No event of an award "${id}" has arrived.`, 'not-found');
}

function unknownCampaign(id: string): Refusal {
  return new Refusal('unknown-campaign', `No campaign "${id}" has been announced.`, 'not-found');
}
