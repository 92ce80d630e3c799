import type { AwardPlan, DraftAward, OpenAward } from '../src/award/award.state.ts';

const at = (instant: string) => ({ closesAt: new Date(instant), publicAt: new Date(instant) });

/** The award's year of 2021, as its municipalities were told it. */
export const plan: AwardPlan = {
  title: { sv: 'Årets digitala kommun 2021', en: 'Digital Municipality of the Year 2021' },
  organiser: 'Kansliet',
  replyTo: 'kansliet@utmarkelse.example',
  questions: [
    { id: 'proud', text: { sv: 'Vad är kommunen mest stolt över?', en: 'What is the municipality most proud of?' } },
    { id: 'effect', text: { sv: 'Vilken effekt har det gett?', en: 'What effect has it had?' } },
    { id: 'leap', text: { sv: 'Vilket utvecklingssprång har kommunen gjort?', en: 'Which leap has it made?' } },
  ],
  eligible: [],
  criteria: [
    { id: 'effect', text: { sv: 'Effekt', en: 'Effect' }, weight: 2 },
    { id: 'leap', text: { sv: 'Språng', en: 'Leap' }, weight: 1 },
  ],
  scale: { lowest: 0, highest: 10 },
  rule: 'mean',
  tieRules: ['median'],
  quorum: 2,
  longList: { fewest: 2, most: 3 },
  shortList: { fewest: 1, most: 2 },
  discussBelow: 0,
  deadlines: {
    nominations: at('2021-04-30T00:00:00+02:00'),
    confirmations: at('2021-05-03T00:00:00+02:00'),
    complements: at('2021-05-13T00:00:00+02:00'),
    'long-list': at('2021-05-20T10:00:00+02:00'),
    assessments: at('2021-06-01T00:00:00+02:00'),
    'short-list': at('2021-06-18T10:00:00+02:00'),
    announcement: at('2021-11-16T19:00:00+01:00'),
    articles: at('2021-10-01T00:00:00+02:00'),
  },
  followUps: [{ kind: 'seminar', title: { sv: 'Seminarier', en: 'Seminars' }, from: '2021-11-16', to: '2021-11-18' }],
  nominatorsKeptDays: 180,
  tiesKeptDays: 365,
};

export const draft: DraftAward = { ...plan, status: 'draft' };

export const open: OpenAward = {
  ...plan,
  status: 'open',
  ruleVersion: 1,
  jurors: ['j1', 'j2', 'j3'],
  openedAt: new Date('2021-02-01T09:00:00+01:00'),
  commitments: [],
};
