import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Bilingual, Day, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';

const size = Type.Object({ fewest: Type.Integer({ minimum: 1 }), most: Type.Integer({ minimum: 1 }) });

/** A candidacy as a list names it: a joint entry has several municipalities. */
const listed = Type.Object({ candidacyId: Id, municipalities: Type.Array(MunicipalityCode, { minItems: 1 }) });

const hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hex.' });

/** A list as it was announced, in the order of the candidacies' ids, which says nothing of their ranks. */
const announcedList = Type.Object({
  candidacies: Type.Array(listed),
  announcedAt: Instant,
});

/**
 * The public state of an award (an edition): its rules as data, its deadlines, and what has been announced. What the jury has scored or
 * decided is not in it before the instant of its announcement.
 */
const award = Type.Object({
  id: Slug,
  title: Bilingual,
  organiser: Type.String({ minLength: 1 }),
  questions: Type.Array(Type.Object({ id: Slug, text: Bilingual })),
  eligible: Type.Array(MunicipalityCode, { description: 'Empty: every municipality.' }),
  criteria: Type.Array(Type.Object({ id: Slug, text: Bilingual, weight: Type.Integer({ minimum: 1 }) })),
  scale: Type.Object({ lowest: Type.Integer(), highest: Type.Integer() }),
  rule: Type.Enum(['mean', 'median', 'trimmed-mean', 'rank-sum', 'calibrated']),
  ruleVersion: Type.Integer({ minimum: 1 }),
  tieRules: Type.Array(Slug, { description: 'Asked in turn where the rule finds no difference.' }),
  quorum: Type.Integer({ minimum: 1, description: 'With fewer scores a candidacy is not ranked.' }),
  jurors: Type.Integer({ minimum: 1, description: 'How many there are.' }),
  longList: size,
  shortList: size,
  discussBelow: Type.Integer({
    minimum: 0,
    description: 'A list that so few points could change is discussed by the jury, on record, before it is decided.',
  }),
  nominatorsKeptDays: Type.Integer({
    minimum: 0,
    description: 'How long after the announcement it is known who has nominated.',
  }),
  tiesKeptDays: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'How long after the announcement ties of jurors, and the grounds of conflicts, are known.',
    }),
  ),
  deadlines: Type.Array(
    Type.Object({
      phase: Type.Enum([
        'nominations',
        'confirmations',
        'complements',
        'long-list',
        'assessments',
        'short-list',
        'announcement',
        'articles',
      ]),
      closesAt: Type.String({
        format: 'date-time',
        pattern: 'Z$',
        description: 'The first instant that is too late; of an announcement the first that is not too early.',
      }),
      publicAt: Type.String({ format: 'date-time', pattern: 'Z$', description: 'As it is told to everybody.' }),
    }),
  ),
  followUps: Type.Array(Type.Object({ kind: Slug, title: Bilingual, from: Day, to: Day })),
  status: Type.Enum(['open', 'announced']),
  openedAt: Instant,
  commitments: Type.Array(Type.Object({ commitment: hash, publishedAt: Instant }), {
    description: 'What the jury has decided, sealed. Opened with the announcement.',
  }),
  longListed: Type.Optional(announcedList),
  shortListed: Type.Optional(announcedList),
  winner: Type.Optional(listed),
  announcedAt: Type.Optional(Instant),
});

export type AwardData = Static<typeof award>;

const bilingual = (sv: string, en: string) => ({ sv, en });
const deadline = (phase: AwardData['deadlines'][number]['phase'], closesAt: string) => ({
  phase,
  closesAt,
  publicAt: closesAt,
});

const exampleAward: AwardData = {
  id: 'digital-municipality-2021',
  title: bilingual('Årets digitala kommun 2021', 'Digital Municipality of the Year 2021'),
  organiser: 'Kansliet',
  questions: [{ id: 'proud', text: bilingual('Vad är kommunen mest stolt över?', 'What is it most proud of?') }],
  eligible: [],
  criteria: [{ id: 'effect', text: bilingual('Effekt', 'Effect'), weight: 2 }],
  scale: { lowest: 0, highest: 20 },
  rule: 'mean',
  ruleVersion: 1,
  tieRules: ['median'],
  quorum: 3,
  jurors: 5,
  longList: { fewest: 5, most: 10 },
  shortList: { fewest: 3, most: 5 },
  discussBelow: 2,
  nominatorsKeptDays: 180,
  tiesKeptDays: 365,
  deadlines: [
    deadline('nominations', '2021-04-29T22:00:00.000Z'),
    deadline('confirmations', '2021-05-02T22:00:00.000Z'),
    deadline('complements', '2021-05-12T22:00:00.000Z'),
    deadline('long-list', '2021-05-20T08:00:00.000Z'),
    deadline('assessments', '2021-05-31T22:00:00.000Z'),
    deadline('short-list', '2021-06-18T08:00:00.000Z'),
    deadline('announcement', '2021-11-16T18:00:00.000Z'),
    deadline('articles', '2021-09-30T22:00:00.000Z'),
  ],
  followUps: [{ kind: 'seminar', title: bilingual('Seminarier', 'Seminars'), from: '2021-11-16', to: '2021-11-18' }],
  status: 'open',
  openedAt: '2021-02-01T08:00:00.000Z',
  commitments: [],
};

const borlänge = { candidacyId: 'c-2081', municipalities: ['2081'] };
const säter = { candidacyId: 'c-2082', municipalities: ['2082'] };

const exampleShortListed: AwardData = {
  ...exampleAward,
  longListed: { candidacies: [borlänge, säter], announcedAt: '2021-05-20T08:00:00.000Z' },
  shortListed: { candidacies: [borlänge, säter], announcedAt: '2021-06-18T08:00:00.000Z' },
};

const exampleCommitted: AwardData = {
  ...exampleShortListed,
  commitments: [
    {
      commitment: '8a3e5c5f0e6d7b1c2a9f4d8e7b6c5a4938271605f4e3d2c1b0a9f8e7d6c5b4a3',
      publishedAt: '2021-10-20T14:00:00.000Z',
    },
  ],
};

export const awardOpened = contract({
  type: 'nominations.award.opened.v1',
  meaning: 'An award has been opened: anybody may nominate, and its rules lie fast.',
  data: award,
  example: exampleAward,
  campaign: () => undefined,
});

export const awardDeadlineExtended = contract({
  type: 'nominations.award.deadline-extended.v1',
  meaning: 'A deadline of an award has been extended, by a decision on record.',
  data: award,
  example: {
    ...exampleAward,
    deadlines: [deadline('nominations', '2021-05-03T22:00:00.000Z'), ...exampleAward.deadlines.slice(1)],
  },
  campaign: () => undefined,
});

export const awardCommitted = contract({
  type: 'nominations.award.committed.v1',
  meaning: 'The jury has decided who wins, and has bound itself to it by a sealed commitment.',
  data: award,
  example: exampleCommitted,
  campaign: () => undefined,
});

export const awardListAnnounced = contract({
  type: 'nominations.award.list-announced.v1',
  meaning: 'The long list or the short list of an award has been announced, or announced anew after a correction.',
  data: award,
  example: exampleShortListed,
  campaign: () => undefined,
});

export const awardWinnerAnnounced = contract({
  type: 'nominations.award.winner-announced.v1',
  meaning: 'The winner of an award has been announced, and the commitment opened.',
  data: award,
  example: { ...exampleCommitted, status: 'announced', winner: borlänge, announcedAt: '2021-11-16T18:00:00.000Z' },
  campaign: () => undefined,
});

export const awardEvents = [
  awardOpened,
  awardDeadlineExtended,
  awardCommitted,
  awardListAnnounced,
  awardWinnerAnnounced,
] as const;
