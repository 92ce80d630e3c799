import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Bilingual, CountyCode, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';

/**
 * The public state of a survey. Answers are anonymous and stay with the owner. While a survey is open only how many there are is
 * published; its results once, when it has closed, each number so far off by chance that nobody finds out what one person has answered.
 * Events from before that rule have results while the survey is open.
 */
const survey = Type.Object({
  id: Id,
  campaignId: Type.Optional(Slug),
  municipality: Type.Optional(MunicipalityCode),
  county: Type.Optional(CountyCode),
  title: Bilingual,
  questions: Type.Array(
    Type.Object({
      id: Slug,
      kind: Type.Enum(['one', 'several', 'text']),
      text: Bilingual,
      options: Type.Array(Type.Object({ id: Slug, text: Bilingual })),
    }),
  ),
  opens: Instant,
  closes: Instant,
  status: Type.Enum(['open', 'closed']),
  answers: Type.Integer({ minimum: 0, description: 'How many had answered when they were last counted.' }),
  results: Type.Array(
    Type.Object({
      question: Slug,
      option: Slug,
      answers: Type.Optional(
        Type.Integer({
          minimum: 5,
          description:
            'About so many: off by chance, by at most 30 in nineteen of twenty numbers. Left out where it comes to fewer than five.',
        }),
      ),
    }),
  ),
  openedAt: Instant,
  countedAt: Type.Optional(Instant),
  closedAt: Type.Optional(Instant),
});

export type SurveyData = Static<typeof survey>;

const exampleSurvey: SurveyData = {
  id: '01924b13-5e0d-7b18-8d6f-10f2a3b4c5d6',
  campaignId: 'emedborgarveckan-2018',
  municipality: '2081',
  county: '20',
  title: { sv: 'Digital delaktighet i Borlänge', en: 'Digital participation in Borlänge' },
  questions: [
    {
      id: 'wanted-services',
      kind: 'several',
      text: {
        sv: 'Vilka digitala tjänster skulle göra din vardag enklare?',
        en: 'Which digital services would make your everyday life easier?',
      },
      options: [
        { id: 'health-care', text: { sv: 'Vård', en: 'Health care' } },
        { id: 'school', text: { sv: 'Skola', en: 'School' } },
      ],
    },
  ],
  opens: '2018-10-07T22:00:00.000Z',
  closes: '2018-10-12T21:59:59.000Z',
  status: 'open',
  answers: 0,
  results: [],
  openedAt: '2018-10-07T22:00:00.000Z',
};

export const surveyOpened = contract({
  type: 'activities.survey.opened.v1',
  meaning: 'A survey can be answered.',
  data: survey,
  example: exampleSurvey,
  campaign: ({ campaignId }) => campaignId,
});

export const surveyCounted = contract({
  type: 'activities.survey.counted.v1',
  meaning: 'More people have answered a survey.',
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

export const surveyEvents = [surveyOpened, surveyCounted, surveyClosed] as const;
