import { contract } from '../contract.ts';
import { exampleSurvey, survey } from './survey.ts';

export const surveyClosed = contract({
  type: 'activities.survey.closed.v1',
  meaning: 'A survey takes no more answers; its results are final.',
  data: survey,
  example: {
    ...exampleSurvey,
    status: 'closed',
    answers: 41,
    results: [
      { question: 'wanted-services', option: 'health-care', answers: 30 },
      { question: 'wanted-services', option: 'school', answers: 12 },
    ],
    countedAt: '2018-10-12T22:00:00.000Z',
    closedAt: '2018-10-12T22:00:00.000Z',
  },
  campaign: ({ campaignId }) => campaignId,
});
