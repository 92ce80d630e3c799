import type { SurveyDescription, SurveyFact } from './activities-facts.ts';
import type { Sums, Table, Total } from './tables.ts';

export interface SurveyCounts extends Total {
  readonly open: number;
  readonly closed: number;
  /** To all of them together. */
  readonly answers: number;
}

/** What a survey has found out, as its owner last counted it. */
export interface SurveyResults {
  readonly title: SurveyDescription['title'];
  readonly status: SurveyFact['status'];
  readonly municipality?: string;
  readonly county?: string;
  readonly answers: number;
  /** The questions that have options. What people wrote in their own words stays with the owner. */
  readonly questions: readonly QuestionResults[];
}

export interface QuestionResults {
  readonly id: string;
  readonly text: SurveyDescription['title'];
  readonly options: readonly OptionResults[];
}

export interface OptionResults {
  readonly id: string;
  readonly text: SurveyDescription['title'];
  /** Left out where it would tell of a small group. */
  readonly answers?: number;
}

export function surveyCounts(sums: Sums = {}): SurveyCounts {
  const { open = 0, closed = 0, answers = 0 } = sums;
  return { total: open + closed, open, closed, answers };
}

/** By the id of the survey. */
export function surveyResults(surveys: readonly SurveyFact[]): Table<SurveyResults> {
  return Object.fromEntries(surveys.map((fact) => [fact._id.slice('survey:'.length), resultsOf(fact)]));
}

function resultsOf({ status, answers, survey }: SurveyFact): SurveyResults {
  const { title, municipality, county, questions, results } = survey;
  return {
    title,
    status,
    ...(municipality === undefined ? {} : { municipality }),
    ...(county === undefined ? {} : { county }),
    answers,
    questions: questions
      .filter(({ kind }) => kind !== 'text')
      .map((question) => ({
        id: question.id,
        text: question.text,
        options: question.options.map((option) => {
          const found = results.find((result) => result.question === question.id && result.option === option.id);
          return {
            id: option.id,
            text: option.text,
            ...(found?.answers === undefined ? {} : { answers: found.answers }),
          };
        }),
      })),
  };
}
