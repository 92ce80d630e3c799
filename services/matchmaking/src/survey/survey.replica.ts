import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { SurveyData } from '@kraftsamling/contracts';
import { Replica } from '@kraftsamling/messaging';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';

/** What surveys are looked up by; what else they hold, their contract says. */
const surveySchema = new Schema(
  { _id: String, data: new Schema({ campaignId: String, municipality: String }, { _id: false }) },
  { versionKey: false },
).index({ 'data.campaignId': 1, 'data.municipality': 1 });

/** A survey that asks in one municipality. */
export type MunicipalSurvey = SurveyData & Required<Pick<SurveyData, 'municipality' | 'county'>>;

/** The surveys, for what many have answered. */
@Injectable()
export class Surveys extends Replica<SurveyData> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'surveys', 'activities.survey');
    connection.model('Survey', surveySchema, 'surveys');
  }

  /** Those of a campaign that ask in one municipality, in an order that stays. */
  async municipal(campaignId: string): Promise<MunicipalSurvey[]> {
    const found = await this.documents
      .find({ 'data.campaignId': campaignId, 'data.municipality': { $type: 'string' } } as object)
      .sort({ _id: 1 })
      .toArray();
    return found.map(({ data }) => data as MunicipalSurvey);
  }
}
