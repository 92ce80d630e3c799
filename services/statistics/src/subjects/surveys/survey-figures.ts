import { aggregateIdOf } from '../../counting/fact.ts';
import type { Measures } from '../../counting/row.ts';
import type { Table, Tables, Total } from '../../counting/row-tables.ts';
import type { surveyDefinitions } from './survey-definitions.ts';
import type { SurveyDescription, SurveyFact } from './survey-fact.ts';

export type SurveyFigure = keyof typeof surveyDefinitions;

/** What is shown of the surveys of a campaign, and of those of the network. */
export interface SurveyFigures {
  /** The network's are those of all campaigns and of none. */
  readonly surveys: SurveyCounts;
  /** By the id of the survey. The network's are the surveys of no campaign. */
  readonly surveyResults: Table<SurveyResults>;
}

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
  /** When its owner last counted them. */
  readonly countedAt?: string;
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
  /** Left out where it would give a small group away. */
  readonly answers?: number;
}

export function surveyFigures(table: Tables<SurveyFigure>, surveys: readonly SurveyFact[]): SurveyFigures {
  return {
    surveys: surveyCounts(table('surveys').get('')),
    surveyResults: Object.fromEntries(surveys.map((fact) => [aggregateIdOf(fact), resultsOf(fact)])),
  };
}

function surveyCounts(measures: Measures = {}): SurveyCounts {
  const { open = 0, closed = 0, answers = 0 } = measures;
  return { total: open + closed, open, closed, answers };
}

function resultsOf({ status, answers, survey }: SurveyFact): SurveyResults {
  const { title, municipality, county, questions, results, countedAt } = survey;
  return {
    title,
    status,
    ...(municipality === undefined ? {} : { municipality }),
    ...(county === undefined ? {} : { county }),
    answers,
    ...(countedAt === undefined ? {} : { countedAt }),
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
