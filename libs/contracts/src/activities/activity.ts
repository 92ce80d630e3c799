import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { CountyCode, Id, Instant, Language, LocalisedLine, MunicipalityCode, Slug } from '../vocabulary.ts';

const Count = Type.Integer({ minimum: 0 });

/** How many took part in one way, and how that is known. Where people were counted or registered, both bounds are the number itself. */
const attendance = Type.Object({
  people: Count,
  lower: Count,
  upper: Count,
  evidence: Type.Enum(['counted', 'registered', 'estimated']),
});

/** What came of an activity. A person belongs to one target group at most, so the groups never add up to more than all. */
const report = Type.Object({
  onSite: attendance,
  online: attendance,
  targetGroups: Type.Array(Type.Object({ targetGroup: Slug, people: Count }), {
    description:
      'Groups of fewer than five are left out, and all are where these would follow when the others are taken away from all. ' +
      'Older events have them: leave them out (`shownGroups`).',
  }),
  developedCompetence: Type.Optional(
    Type.Integer({ minimum: 0, description: 'People who say that they have developed their digital competence.' }),
  ),
  staffTrained: Count,
  volunteersTrained: Count,
  awaitingConfirmation: Type.Optional(
    Type.Boolean({
      description: 'The report has unusual numbers that the secretariat has not confirmed: count it apart.',
    }),
  ),
});

/**
 * The public state of an activity. Descriptions, street addresses, methods and lessons are texts that people write at length; they
 * stay with the owner, where they can be taken back, and are read in its programme and its knowledge bank.
 */
const activity = Type.Object({
  id: Id,
  title: LocalisedLine,
  form: Slug,
  topics: Type.Array(Slug),
  targetGroups: Type.Array(Slug),
  languages: Type.Array(Language),
  mode: Type.Enum(['on-site', 'online', 'hybrid']),
  municipality: MunicipalityCode,
  county: CountyCode,
  venue: Type.Optional(
    Type.Object({
      resourceId: Type.Optional(Id),
      name: Type.String({ minLength: 1 }),
      position: Type.Optional(
        Type.Object({
          latitude: Type.Number({ minimum: -90, maximum: 90 }),
          longitude: Type.Number({ minimum: -180, maximum: 180 }),
        }),
      ),
      accessibility: Type.Array(Slug),
    }),
  ),
  sessions: Type.Array(Type.Object({ id: Id, start: Instant, end: Instant }), {
    description: 'In order of time, and never over each other. A session keeps its id when it is moved.',
  }),
  capacity: Type.Optional(Type.Integer({ minimum: 1 })),
  freeOfCharge: Type.Boolean(),
  organisers: Type.Array(Id, { description: 'Organisations, the one that planned it first.' }),
  campaigns: Type.Array(Slug),
  yearRoundIn: Type.Array(Slug, {
    description: 'Those of its campaigns on none of whose days it takes place: it is year-round work there.',
  }),
  caseId: Type.Optional(Id),
  offersYearRoundHelp: Type.Boolean(),
  status: Type.Enum(['planned', 'published', 'reported', 'cancelled']),
  cancellationReason: Type.Optional(Slug),
  report: Type.Optional(report),
  plannedAt: Instant,
  publishedAt: Type.Optional(Instant),
  cancelledAt: Type.Optional(Instant),
  reportedAt: Type.Optional(Instant),
  correctedAt: Type.Optional(Instant),
});

export type ActivityData = Static<typeof activity>;
export type ReportData = Static<typeof report>;

/** An activity may belong to several campaigns, a subject to one: what belongs to several is published outside them. */
function onlyCampaign({ campaigns }: ActivityData): string | undefined {
  return campaigns.length === 1 ? campaigns[0] : undefined;
}

const exampleActivity: ActivityData = {
  id: '01924b10-6c3a-7e21-9a40-2b8d51c7f390',
  title: { sv: 'Kom igång med e-legitimation', en: 'Getting started with e-identification' },
  form: 'drop-in',
  topics: ['e-identification'],
  targetGroups: ['senior-citizens'],
  languages: ['sv'],
  mode: 'on-site',
  municipality: '2081',
  county: '20',
  venue: {
    name: 'Borlänge bibliotek',
    position: { latitude: 60.4858, longitude: 15.4364 },
    accessibility: ['step-free', 'hearing-loop'],
  },
  sessions: [{ id: '1', start: '2024-11-15T09:00:00.000Z', end: '2024-11-15T11:00:00.000Z' }],
  capacity: 40,
  freeOfCharge: true,
  organisers: ['01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f'],
  campaigns: ['digitalidag-2024'],
  yearRoundIn: [],
  offersYearRoundHelp: true,
  status: 'planned',
  plannedAt: '2024-10-01T07:12:00.000Z',
};

const examplePublished: ActivityData = {
  ...exampleActivity,
  status: 'published',
  publishedAt: '2024-10-02T12:00:00.000Z',
};

const exampleReported: ActivityData = {
  ...examplePublished,
  status: 'reported',
  reportedAt: '2024-11-18T08:30:00.000Z',
  report: {
    onSite: { people: 40, lower: 40, upper: 40, evidence: 'counted' },
    online: { people: 0, lower: 0, upper: 0, evidence: 'counted' },
    targetGroups: [{ targetGroup: 'senior-citizens', people: 31 }],
    developedCompetence: 28,
    staffTrained: 2,
    volunteersTrained: 1,
  },
};

export const activityPlanned = contract({
  type: 'activities.activity.planned.v1',
  meaning: 'An activity has been planned. Nobody outside its organisers need act on it yet.',
  data: activity,
  example: exampleActivity,
  campaign: onlyCampaign,
});

export const activityAmended = contract({
  type: 'activities.activity.amended.v1',
  meaning: 'What an activity says of itself has changed.',
  data: activity,
  example: { ...examplePublished, capacity: 60 },
  campaign: onlyCampaign,
});

export const activityPublished = contract({
  type: 'activities.activity.published.v1',
  meaning: 'An activity stands in the programme: it takes place, and everybody may come.',
  data: activity,
  example: examplePublished,
  campaign: onlyCampaign,
});

export const activityCancelled = contract({
  type: 'activities.activity.cancelled.v1',
  meaning: 'An activity does not take place after all.',
  data: activity,
  example: {
    ...examplePublished,
    status: 'cancelled',
    cancellationReason: 'illness',
    cancelledAt: '2024-11-14T15:00:00.000Z',
  },
  campaign: onlyCampaign,
});

export const activityReported = contract({
  type: 'activities.activity.reported.v1',
  meaning: 'An activity has taken place, and its organisers have reported what came of it.',
  data: activity,
  example: exampleReported,
  campaign: onlyCampaign,
});

export const activityReportCorrected = contract({
  type: 'activities.activity.report-corrected.v1',
  meaning: 'The report of an activity has been replaced by a corrected one.',
  data: activity,
  example: {
    ...exampleReported,
    correctedAt: '2024-11-20T10:00:00.000Z',
  },
  campaign: onlyCampaign,
});

export const activityReportConfirmed = contract({
  type: 'activities.activity.report-confirmed.v1',
  meaning: 'The secretariat has confirmed the unusual numbers of a report.',
  data: activity,
  example: exampleReported,
  campaign: onlyCampaign,
});

export const activityEvents = [
  activityPlanned,
  activityAmended,
  activityPublished,
  activityCancelled,
  activityReported,
  activityReportCorrected,
  activityReportConfirmed,
] as const;
