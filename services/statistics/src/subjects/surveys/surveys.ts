import { surveyEvents } from '@kraftsamling/contracts';
import type { SurveyData } from '@kraftsamling/contracts';
import { NETWORK, rowId } from '../../counting/row.ts';
import type { RowIdOf } from '../../counting/row.ts';
import { factsOf, none, some, statusIs } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { surveyDefinitions } from './survey-definitions.ts';
import { surveyFact } from './survey-fact.ts';
import type { SurveyFact } from './survey-fact.ts';
import { surveyFigures } from './survey-figures.ts';
import type { SurveyFigure } from './survey-figures.ts';

const surveyRow: RowIdOf<SurveyFigure> = rowId;

/** Surveys of a campaign, or of none, and their results as their owner last counted them. */
export const surveys = {
  kind: 'survey',
  subscribesTo: surveyEvents,
  factOf: surveyFact,

  contribute({ campaign, status, answers }, add) {
    for (const scope of campaign === undefined ? [NETWORK] : [NETWORK, campaign]) {
      const row = surveyRow(scope, 'surveys', '');
      add(row, status, 1);
      add(row, 'answers', answers);
    }
  },

  definitions: surveyDefinitions,
  select({ figure, campaign, value, step }) {
    switch (figure) {
      case 'surveys':
        return { ...factsOf('survey', campaign), ...(step === 'answers' ? { answers: some } : statusIs(step)) };
      case 'surveyResults':
        return { ...factsOf('survey', campaign ?? none), ...(value === undefined ? {} : { _id: `survey:${value}` }) };
    }
  },

  campaignFigures: surveyFigures,
  networkFigures: surveyFigures,

  factsShown: (campaign) => ({ campaign: campaign ?? none }),
  shownIn: ({ campaign }) => (campaign === undefined ? [] : [campaign]),
} as const satisfies Subject<SurveyFact, SurveyFigure, SurveyData>;
