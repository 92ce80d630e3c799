import type { SurveyData } from '@kraftsamling/contracts';
import type { FactOf } from '../../counting/fact.ts';

/** A survey keeps its questions too: its results are read with them, and are added to no other survey's. */
export interface SurveyFact extends FactOf<'survey'> {
  readonly campaign?: string;
  readonly status: SurveyData['status'];
  readonly answers: number;
  readonly survey: SurveyDescription;
}

export type SurveyDescription = Pick<
  SurveyData,
  'title' | 'municipality' | 'county' | 'questions' | 'results' | 'countedAt'
>;

export function surveyFact(id: string, version: number, data: SurveyData): SurveyFact {
  const { campaignId, status, answers, title, municipality, county, questions, results, countedAt } = data;
  return {
    _id: `survey:${id}`,
    version,
    kind: 'survey',
    ...(campaignId === undefined ? {} : { campaign: campaignId }),
    status,
    answers,
    survey: {
      title,
      ...(municipality === undefined ? {} : { municipality }),
      ...(county === undefined ? {} : { county }),
      questions,
      results,
      ...(countedAt === undefined ? {} : { countedAt }),
    },
  };
}
