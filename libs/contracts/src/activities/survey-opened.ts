import { contract } from '../contract.ts';
import { exampleSurvey, survey } from './survey.ts';

export const surveyOpened = contract({
  type: 'activities.survey.opened.v1',
  meaning: 'A survey can be answered.',
  data: survey,
  example: exampleSurvey,
  campaign: ({ campaignId }) => campaignId,
});
