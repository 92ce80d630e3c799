import { contract } from '../contract.ts';
import { exampleSurvey, survey } from './survey.ts';

export const surveyCounted = contract({
  type: 'activities.survey.counted.v1',
  meaning: 'The answers to a survey have been counted anew.',
  data: survey,
  example: {
    ...exampleSurvey,
    answers: 25,
    results: [
      { question: 'wanted-services', option: 'health-care', answers: 18 },
      { question: 'wanted-services', option: 'school' },
    ],
    countedAt: '2018-10-09T12:00:00.000Z',
  },
  campaign: ({ campaignId }) => campaignId,
});
