import { Refusal } from '@kraftsamling/messaging';
import { Problem } from '@kraftsamling/service';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { headId, NETWORK, rangeOf, rowId, seriesOf } from '../counting/row.ts';
import type { StoredRow } from '../counting/row.ts';
import { factsOf } from '../counting/selection.ts';
import { campaignFigures, campaignSeries, networkFigures, networkSeries } from '../figures/figures.ts';
import type {
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

const CAMPAIGNS_REMEMBERED = 200;

/** No other id can be a campaign's, and some would name a scope that is none. */
const CAMPAIGN_ID = /^[a-z0-9-]+$/;

/**
 * Reads the figures of the live generation, all of one moment. They are remembered until something changes, so that asking
 * again costs one small read; those who ask for the same at the same time share one answer.
 */
@Injectable()
export class Figures {
  private readonly campaigns = new Map<string, Remembered<CampaignFigures>>();
  private readonly underWay = new Map<string, Promise<CampaignFigures | NetworkFigures>>();
  private whole: Remembered<NetworkFigures> | undefined;

  constructor(
    private readonly collections: Collections,
    private readonly generations: Generations,
  ) {}

  async network(): Promise<NetworkFigures> {
    const live = await this.live();
    if (this.whole && isOf(this.whole, live)) return this.whole.figures;
    return this.once(NETWORK, () => this.readNetwork());
  }

  /** @throws Refusal `unknown-campaign` */
  async campaign(id: string): Promise<CampaignFigures> {
    if (!CAMPAIGN_ID.test(id)) throw unknownCampaign(id);
    const live = await this.live();
    const remembered = this.campaigns.get(id);
    if (remembered && isOf(remembered, live)) return remembered.figures;
    return this.once(id, () => this.readCampaign(id));
  }

  /** @throws Refusal `unknown-campaign` */
  async coverageGaps(id: string): Promise<CoverageGaps> {
    const { generation, revision, updatedAt, campaign, figures } = await this.campaign(id);
    return { generation, revision, updatedAt, campaign: campaign.id, items: figures.coverage.empty };
  }

  /** @throws Refusal `unknown-campaign` */
  async campaignSeries(campaign: string, period: Period): Promise<CampaignSeries> {
    if (!CAMPAIGN_ID.test(campaign)) throw unknownCampaign(campaign);
    const { revision, rows } = await this.readSeries(campaign, seriesOfCampaigns, period);
    return { campaign, ...revision, ...period, ...campaignSeries(rows) };
  }

  async networkSeries(period: Period): Promise<NetworkSeries> {
    const { revision, rows } = await this.readSeries(NETWORK, seriesOfTheNetwork, period);
    return { ...revision, ...period, ...networkSeries(rows) };
  }

  private once<Figures extends CampaignFigures | NetworkFigures>(
    scope: string,
    read: () => Promise<Figures>,
  ): Promise<Figures> {
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

      const figures = networkFigures(revisionOf(live, live), rows, facts);
      this.whole = { generation: live._id, revision: live.revision, figures };
      return figures;
    });
  }

  private readCampaign(id: string): Promise<CampaignFigures> {
    return this.collections.transaction(async (session) => {
      const live = await this.live(session);
      const described = await this.factsShown(session, live._id, [campaigns], id);
      const parts = factsOfKind(described, 'campaign')
        .map(({ campaign }) => campaign.id)
        .filter((part) => part !== id);
      const summaries = await this.collections
        .summaries(live._id)
        .find({ _id: { $in: [headId(id), ...parts.flatMap(shownOfAPart)] } }, { session })
        .toArray();
      if (!summaries.some(({ _id }) => _id === headId(id))) throw unknownCampaign(id);

      const revision = revisionOf(live, ...summaries.filter(isHead));
      const known = this.campaigns.get(id);
      const figures =
        known?.generation === live._id && known.figures.revision === revision.revision
          ? known.figures
          : campaignFigures(revision, {
              id,
              rows: await this.rowsIn(session, live._id, id),
              facts: [...described, ...(await this.factsShown(session, live._id, othersThanCampaigns, id))],
              ofParts: summaries.filter(isRow),
            });
      this.remember(id, { generation: live._id, revision: live.revision, figures });
      return figures;
    });
  }

  private readSeries(
    scope: string,
    figures: readonly string[],
    { from = '0000-01-01', to = '9999-12-31' }: Period,
  ): Promise<{ revision: FiguresRevision; rows: StoredRow[] }> {
    const series = seriesOf(scope);
    return this.collections.transaction(async (session) => {
      const live = await this.live(session);
      const summaries = this.collections.summaries(live._id);
      const heads = await summaries.find({ _id: { $in: [headId(scope), headId(series)] } }, { session }).toArray();
      if (scope !== NETWORK && !heads.some(({ _id }) => _id === headId(scope))) throw unknownCampaign(scope);

      const days = figures.map((each) => ({ _id: { $gte: rowId(series, each, from), $lte: rowId(series, each, to) } }));
      const rows = await summaries.find({ $or: days }, { session }).sort({ _id: 1 }).toArray();
      const head = heads.filter(isHead).filter(({ _id }) => _id === headId(series));
      return { revision: revisionOf(live, ...head), rows: rows.filter(isRow) };
    });
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

  private remember(id: string, figures: Remembered<CampaignFigures>): void {
    this.campaigns.delete(id);
    this.campaigns.set(id, figures);
    for (const oldest of this.campaigns.keys()) {
      if (this.campaigns.size <= CAMPAIGNS_REMEMBERED) return;
      this.campaigns.delete(oldest);
    }
  }
}

const othersThanCampaigns = subjects.filter((subject) => subject !== campaigns);
const seriesOfCampaigns = subjects
  .filter((subject) => subject.campaignSeries !== undefined)
  .flatMap(({ series = [] }) => series);
const seriesOfTheNetwork = subjects
  .filter((subject) => subject.networkSeries !== undefined)
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
  return { generation, revision, updatedAt: updatedAt.toISOString() };
}

function isOf({ generation, revision }: Remembered<FiguresRevision>, live: Generation): boolean {
  return generation === live._id && revision === live.revision;
}

function unknownCampaign(id: string): Refusal {
  return new Refusal('unknown-campaign', `No event of a campaign "${id}" has arrived.`, 'not-found');
}
