import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Places } from '@kraftsamling/service';
import type { Connection } from 'mongoose';
import { lyingIn } from '../lying-in.ts';
import { publicSurvey } from './public-survey.ts';
import { statuses } from './survey.state.ts';
import type { Survey } from './survey.state.ts';

/** What surveys are looked up by; what else they hold, survey.ts says. */
const surveySchema = documentSchema<Survey>(
  { status: String, campaignId: String, municipality: String, county: String, opens: Date, closes: Date },
  [
    [{ 'state.status': 1, 'state.opens': 1, _id: 1 }],
    [{ 'state.status': 1, 'state.closes': 1 }],
    [{ 'state.opens': 1, _id: 1 }],
  ],
);

export interface SurveySearch {
  readonly status?: Survey['status'] | undefined;
  readonly campaign?: string | undefined;
  readonly municipality?: string | undefined;
  readonly county?: string | undefined;
  /** Whose drafts are among them: everybody's, or those of certain places only. */
  readonly drafts: Places;
}

@Injectable()
export class Surveys extends DocumentStore<Survey> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Survey>>('Survey', surveySchema, 'surveys'), outbox, {
      publicState: publicSurvey,
    });
  }

  /** Those that open first come first. */
  async search(
    { status, campaign, municipality, county, drafts }: SurveySearch,
    part: Part,
  ): Promise<{ surveys: Stored<Survey>[]; total: number }> {
    const seen =
      drafts === 'all'
        ? []
        : [{ 'state.status': { $in: [...statuses].filter((each) => each !== 'draft') } }, ...lyingIn(drafts)];
    const filter = {
      ...(status !== undefined && { 'state.status': status }),
      ...(campaign !== undefined && { 'state.campaignId': campaign }),
      ...(municipality !== undefined && { 'state.municipality': municipality }),
      ...(county !== undefined && { 'state.county': county }),
      ...(seen.length > 0 && { $or: seen }),
    };
    const { found: surveys, total } = await this.part(filter, { 'state.opens': 1, _id: 1 }, part);
    return { surveys, total };
  }

  /** The ids of those that are open, though they had to close before this instant. */
  async overdue(before: Date): Promise<string[]> {
    const found = await this.model
      .find({ 'state.status': 'open', 'state.closes': { $lt: before } }, { _id: 1 })
      .lean<{ _id: string }[]>();
    return found.map(({ _id }) => _id);
  }
}
