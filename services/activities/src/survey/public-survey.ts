import type { SurveyData } from '@kraftsamling/contracts';
import type { MunicipalResult } from './counting.ts';
import type { ClosedSurvey, OpenSurvey, Survey } from './survey.state.ts';
import type { Question } from './question.ts';

/** A survey as it is published, once it is open: of its answers only the counts that were made of them. */
export function publicSurvey(survey: Survey, id: string): SurveyData {
  if (survey.status === 'draft') throw new Error('A draft is not published.');
  const { campaignId, municipality, county, title, questions, opens, closes, status, openedAt, counted } = survey;
  return {
    id,
    ...(campaignId !== undefined && { campaignId }),
    ...(municipality !== undefined && { municipality }),
    ...(county !== undefined && { county }),
    title,
    questions: questions.map(({ required: _, options, ...question }) => ({ ...question, options: [...options] })),
    opens: opens.toISOString(),
    closes: closes.toISOString(),
    status,
    answers: counted?.answers ?? 0,
    results: [...(counted?.results ?? [])],
    openedAt: openedAt.toISOString(),
    ...(counted && { countedAt: counted.countedAt.toISOString() }),
    ...(survey.status === 'closed' && { closedAt: survey.closedAt.toISOString() }),
  };
}

/** What is asked, as it is shown. */
export type ShownSurvey = Omit<
  SurveyData,
  'status' | 'questions' | 'openedAt' | 'answers' | 'results' | 'countedAt'
> & {
  readonly status: Survey['status'];
  readonly questions: readonly Question[];
  readonly openedAt?: string;
};

export function shownSurvey(survey: Survey, id: string): ShownSurvey {
  const { campaignId, municipality, county, title, questions, opens, closes, status } = survey;
  return {
    id,
    ...(campaignId !== undefined && { campaignId }),
    ...(municipality !== undefined && { municipality }),
    ...(county !== undefined && { county }),
    title,
    questions,
    opens: opens.toISOString(),
    closes: closes.toISOString(),
    status,
    ...(survey.status !== 'draft' && { openedAt: survey.openedAt.toISOString() }),
    ...(survey.status === 'closed' && { closedAt: survey.closedAt.toISOString() }),
  };
}

export type ShownResults = Pick<SurveyData, 'status' | 'answers' | 'results' | 'countedAt'> & {
  readonly byMunicipality: readonly MunicipalResult[];
};

export function shownResults(survey: OpenSurvey | ClosedSurvey): ShownResults {
  const { status, answers, results, countedAt } = publicSurvey(survey, '');
  return {
    status,
    answers,
    ...(countedAt !== undefined && { countedAt }),
    results,
    byMunicipality: survey.status === 'closed' ? survey.byMunicipality : [],
  };
}
