import type { Count, MunicipalResult } from './counting.ts';
import type { Bilingual, Question } from './question.ts';

/** What residents are asked. */
export interface SurveyPlan {
  readonly title: Bilingual;
  readonly campaignId?: string;
  /** Whom it asks: a municipality, a county, or where neither is said the whole country. */
  readonly municipality?: string;
  readonly county?: string;
  readonly questions: readonly Question[];
  /** Both instants belong to the time in which it is answered. */
  readonly opens: Date;
  readonly closes: Date;
}

export interface DraftSurvey extends SurveyPlan {
  readonly status: 'draft';
}

export interface OpenSurvey extends SurveyPlan {
  readonly status: 'open';
  readonly openedAt: Date;
  readonly counted?: Count;
}

export interface ClosedSurvey extends SurveyPlan {
  readonly status: 'closed';
  readonly openedAt: Date;
  readonly closedAt: Date;
  readonly counted?: Count;
  readonly byMunicipality: readonly MunicipalResult[];
}

/** What is asked lies fast once it is open: everybody answers the same questions. */
export type Survey = DraftSurvey | OpenSurvey | ClosedSurvey;

export const statuses = ['draft', 'open', 'closed'] as const;
