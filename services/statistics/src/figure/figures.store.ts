import { Refusal } from '@kraftsamling/messaging';
import { Problem } from '@kraftsamling/service';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections } from '../generation/collections.store.ts';
import type { HeadDocument, RowDocument, SummaryDocument } from '../generation/collections.store.ts';
import type { Generation } from '../generation/generation.ts';
import { Generations } from '../generation/generations.store.ts';
import type { SurveyFact } from './activities-facts.ts';
import type { SummedFigure } from './dimensions.ts';
import { campaignFigures, networkFigures, seriesFigures } from './figures.ts';
import type {
  CampaignFigures,
  CampaignSeries,
  CoverageGaps,
  NetworkFigures,
  NetworkSeries,
  Series,
  Standing,
} from './figures.ts';
import type { CampaignFact, OrganisationStep, RegistrationStep } from './registrations-facts.ts';
import { headId, NETWORK, rangeOf, rowId, seriesOf } from './row.ts';

/** Days of the calendar, both included; all of them before or after where one is left out. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

interface Remembered<Figures extends Standing> {
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
    const series = await this.readSeries(campaign, 'registrationSeries', registrationSteps, period);
    return { campaign, ...series };
  }

  async networkSeries(period: Period): Promise<NetworkSeries> {
    return this.readSeries(NETWORK, 'organisationSeries', organisationSteps, period);
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
      const campaigns = await this.campaignFacts(session, live._id, {});
      const surveys = await this.surveyFacts(session, live._id, { $exists: false });
      const summaries = await this.scope(session, live._id, NETWORK);

      const figures = networkFigures(standingOf(live, live), summaries.filter(isRow), campaigns, surveys);
      this.whole = { generation: live._id, revision: live.revision, figures };
      return figures;
    });
  }

  private readCampaign(id: string): Promise<CampaignFigures> {
    return this.collections.transaction(async (session) => {
      const live = await this.live(session);
      const campaigns = await this.campaignFacts(session, live._id, {
        $or: [{ 'campaign.id': id }, { 'campaign.partOf': id }],
      });
      const parts = campaigns.map(({ campaign }) => campaign.id).filter((part) => part !== id);
      const summaries = await this.collections
        .summaries(live._id)
        .find({ _id: { $in: [headId(id), ...parts.flatMap(shownOfAPart)] } }, { session })
        .toArray();
      if (!summaries.some(({ _id }) => _id === headId(id))) throw unknownCampaign(id);

      const standing = standingOf(live, ...summaries.filter(isHead));
      const known = this.campaigns.get(id);
      const figures =
        known?.generation === live._id && known.figures.revision === standing.revision
          ? known.figures
          : campaignFigures(standing, {
              id,
              rows: (await this.scope(session, live._id, id)).filter(isRow),
              campaigns,
              surveys: await this.surveyFacts(session, live._id, id),
              ofParts: summaries.filter(isRow),
            });
      this.remember(id, { generation: live._id, revision: live.revision, figures });
      return figures;
    });
  }

  private readSeries<Step extends string>(
    scope: string,
    figure: SummedFigure,
    steps: readonly Step[],
    period: Period,
  ): Promise<Series<Step>> {
    const series = seriesOf(scope);
    const { from = '0000-01-01', to = '9999-12-31' } = period;
    return this.collections.transaction(async (session) => {
      const live = await this.live(session);
      const summaries = this.collections.summaries(live._id);
      const heads = await summaries.find({ _id: { $in: [headId(scope), headId(series)] } }, { session }).toArray();
      if (scope !== NETWORK && !heads.some(({ _id }) => _id === headId(scope))) throw unknownCampaign(scope);

      const figures: SummedFigure[] = [figure, 'activitySeries', 'peopleSeries'];
      const days = figures.map((each) => ({ _id: { $gte: rowId(series, each, from), $lte: rowId(series, each, to) } }));
      const rows = await summaries.find({ $or: days }, { session }).sort({ _id: 1 }).toArray();
      const head = heads.filter(isHead).filter(({ _id }) => _id === headId(series));
      return { ...standingOf(live, ...head), ...period, ...seriesFigures(rows.filter(isRow), figure, steps) };
    });
  }

  private async live(session?: mongo.ClientSession): Promise<Generation> {
    const live = await this.generations.live(session);
    if (live) return live;
    throw new Problem(503, 'not-ready', 'The service has been started for the first time and has no figures yet.', {
      headers: { 'retry-after': '1' },
    });
  }

  /** Only campaigns have ids in this range, and there are few of them. */
  private campaignFacts(session: mongo.ClientSession, generation: number, filter: object): Promise<CampaignFact[]> {
    return this.collections
      .facts(generation)
      .find<CampaignFact>({ _id: { $gte: 'campaign:', $lt: 'campaign;' }, ...filter }, { session })
      .sort({ _id: 1 })
      .toArray();
  }

  /** There are few surveys, and those of a campaign are one range of the index that leads to its facts. */
  private surveyFacts(
    session: mongo.ClientSession,
    generation: number,
    campaign: string | { $exists: false },
  ): Promise<SurveyFact[]> {
    return this.collections
      .facts(generation)
      .find<SurveyFact>({ campaign, _id: { $gte: 'survey:', $lt: 'survey;' } }, { session })
      .sort({ _id: 1 })
      .toArray();
  }

  private scope(session: mongo.ClientSession, generation: number, scope: string): Promise<SummaryDocument[]> {
    const { from, to } = rangeOf(scope);
    return this.collections
      .summaries(generation)
      .find({ _id: { $gte: from, $lt: to } }, { session, batchSize: 2_000 })
      .toArray();
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

const registrationSteps: readonly RegistrationStep[] = [
  'submitted',
  'contacted',
  'confirmed',
  'declined',
  'withdrawn',
  'kitIssued',
];
const organisationSteps: readonly OrganisationStep[] = ['joined'];

function shownOfAPart(campaign: string): string[] {
  return [
    headId(campaign),
    rowId(NETWORK, 'registrationsByCampaign', campaign),
    rowId(NETWORK, 'activitiesByCampaign', campaign),
  ];
}

/** The figures stand where the newest of their parts does. */
function standingOf(
  { _id: generation, startedAt }: Generation,
  ...parts: { revision: number; updatedAt: Date }[]
): Standing {
  const { revision, updatedAt } = parts.reduce((newest, part) => (part.revision > newest.revision ? part : newest), {
    revision: 0,
    updatedAt: startedAt,
  });
  return { generation, revision, updatedAt: updatedAt.toISOString() };
}

function isOf({ generation, revision }: Remembered<Standing>, live: Generation): boolean {
  return generation === live._id && revision === live.revision;
}

function isRow(summary: SummaryDocument): summary is RowDocument {
  return 'sums' in summary;
}

function isHead(summary: SummaryDocument): summary is HeadDocument {
  return 'revision' in summary;
}

function unknownCampaign(id: string): Refusal {
  return new Refusal('unknown-campaign', `Nothing has been heard of a campaign "${id}".`, 'not-found');
}
