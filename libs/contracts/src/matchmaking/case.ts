import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Capability, CountyCode, Day, Id, Instant, Language, MunicipalityCode, Slug } from '../vocabulary.ts';

const idOf = (description: string) => Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,63}$', description });

/** So much of a capability: asked for, or brought by a member. */
const share = Type.Object({
  capability: Capability.properties.capability,
  amount: Type.Integer({ minimum: 1 }),
});

/** What a coalition is looked for to do. Empty lists mean: any. */
const need = Type.Object({
  demands: Type.Array(share, { description: 'Each capability once. What the members bring of it adds up.' }),
  withinKm: Type.Integer({
    minimum: 0,
    description: 'How far from the municipality the home of a member may be that does not work there.',
  }),
  days: Type.Array(Day),
  targetGroups: Type.Array(Slug),
  themes: Type.Array(Slug),
  languages: Type.Array(Language),
});

/** What one organisation is asked to bring, and what became of it. A seat that is empty again is offered by a new invitation. */
const invitation = Type.Object({
  id: idOf('Known within its case: invitations are numbered there.'),
  organisationId: Id,
  seat: Type.Integer({ minimum: 0, description: 'Which place in the coalition it is for.' }),
  brings: Type.Array(share),
  status: Type.Enum(['invited', 'accepted', 'declined', 'expired', 'superseded', 'left']),
  invitedAt: Instant,
  expiresAt: Instant,
  remindedAt: Type.Optional(Instant),
  answeredAt: Type.Optional(Instant),
  endedAt: Type.Optional(
    Type.String({
      format: 'date-time',
      pattern: 'Z$',
      description: 'When it expired, was superseded, or the member left.',
    }),
  ),
});

const meeting = Type.Object({
  times: Type.Array(
    Type.Object({
      id: Id,
      start: Instant,
      end: Instant,
      suits: Type.Array(Id, { description: 'Organisations that have said that they can come then.' }),
    }),
  ),
  answeredBy: Type.Array(Id, { description: 'Organisations that have answered, also those that no time suits.' }),
  chosen: Type.Optional(Id),
  proposedAt: Instant,
  chosenAt: Type.Optional(Instant),
});

const followUp = Type.Object({
  dueAt: Instant,
  askedAt: Type.Optional(Instant),
  answers: Type.Array(
    Type.Object({
      organisationId: Id,
      outcome: Type.Enum(['succeeded', 'partly', 'failed']),
      wouldDoItAgain: Type.Boolean(),
      answeredAt: Instant,
    }),
  ),
  outcome: Type.Optional(Type.Enum(['succeeded', 'partly', 'failed'])),
});

/**
 * The public state of a case: a need on its way to a coalition that has done its work. What people write about it (why they decline, the
 * lessons of a follow-up) stays with the owner, and so does who might be invited next: an organisation becomes known here when it is invited.
 */
const matchmakingCase = Type.Object({
  id: Id,
  campaignId: Slug,
  origin: Type.Enum(['registration', 'coverage-gap', 'survey', 'secretariat', 'self-organised']),
  originId: Type.Optional(idOf('The registration or the survey it comes from.')),
  ownerId: Type.Optional(idOf('The organisation whose need it is. It belongs to the coalition without being asked.')),
  municipality: MunicipalityCode,
  county: CountyCode,
  need,
  status: Type.Enum(['identified', 'inventoried', 'contacting', 'matched', 'collaborating', 'followed-up', 'closed']),
  proposals: Type.Optional(
    Type.Integer({ minimum: 0, description: 'How many coalitions the inventory has found that could do it.' }),
  ),
  cannotBeMet: Type.Optional(
    Type.Array(Slug, {
      description: 'Where it has found none: the smallest set of demands that cannot be met together.',
    }),
  ),
  members: Type.Array(Id, { description: 'The coalition as it stands: the owner, and those who have accepted.' }),
  invitations: Type.Array(invitation, { description: 'In the order in which they were sent.' }),
  meeting: Type.Optional(meeting),
  activityId: Type.Optional(idOf('The activity whose publication showed that work has begun.')),
  followUp: Type.Optional(followUp),
  closedFrom: Type.Optional(Slug),
  closureReason: Type.Optional(Slug),
  identifiedAt: Instant,
  inventoriedAt: Type.Optional(Instant),
  contactingSince: Type.Optional(Instant),
  matchedAt: Type.Optional(Instant),
  collaborationBegunAt: Type.Optional(Instant),
  followedUpAt: Type.Optional(Instant),
  closedAt: Type.Optional(Instant),
});

export type CaseData = Static<typeof matchmakingCase>;
export type NeedData = Static<typeof need>;
export type InvitationData = Static<typeof invitation>;

const library = '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f';
const studyAssociation = '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d';
const seniors = '01920a44-2c6d-7b90-a2e1-5f4e3d2c1b0a';

const exampleCase: CaseData = {
  id: '01921c77-0e2a-7b63-8c11-94d2e5f60718',
  campaignId: 'digitalidag-2024',
  origin: 'registration',
  originId: '01921c77-0e2a-7b63-8c11-94d2e5f60718',
  ownerId: library,
  municipality: '2081',
  county: '20',
  need: {
    demands: [{ capability: 'coaches', amount: 2 }],
    withinKm: 30,
    days: ['2024-11-15'],
    targetGroups: ['senior-citizens'],
    themes: ['e-identification'],
    languages: ['sv'],
  },
  status: 'identified',
  members: [library],
  invitations: [],
  identifiedAt: '2024-09-27T13:30:01.000Z',
};

const exampleInventoried: CaseData = {
  ...exampleCase,
  status: 'inventoried',
  proposals: 3,
  inventoriedAt: '2024-09-28T07:00:00.000Z',
};

const invited: InvitationData = {
  id: '1',
  organisationId: studyAssociation,
  seat: 0,
  brings: [{ capability: 'coaches', amount: 2 }],
  status: 'invited',
  invitedAt: '2024-09-28T08:00:00.000Z',
  expiresAt: '2024-10-05T08:00:00.000Z',
};

const declined: InvitationData = {
  ...invited,
  status: 'declined',
  answeredAt: '2024-09-30T10:00:00.000Z',
};

const replacement: InvitationData = {
  ...invited,
  id: '2',
  organisationId: seniors,
  invitedAt: '2024-09-30T10:00:00.000Z',
  expiresAt: '2024-10-07T10:00:00.000Z',
};

const exampleContacting: CaseData = {
  ...exampleInventoried,
  status: 'contacting',
  invitations: [invited],
  contactingSince: '2024-09-28T08:00:00.000Z',
};

const exampleMatched: CaseData = {
  ...exampleContacting,
  status: 'matched',
  members: [library, studyAssociation],
  invitations: [{ ...invited, status: 'accepted', answeredAt: '2024-09-29T12:00:00.000Z' }],
  matchedAt: '2024-09-29T12:00:00.000Z',
};

const exampleMeeting: CaseData['meeting'] = {
  times: [
    { id: '1', start: '2024-10-03T07:00:00.000Z', end: '2024-10-03T08:00:00.000Z', suits: [] },
    { id: '2', start: '2024-10-04T13:00:00.000Z', end: '2024-10-04T14:00:00.000Z', suits: [] },
  ],
  answeredBy: [],
  proposedAt: '2024-09-30T09:00:00.000Z',
};

const exampleCollaborating: CaseData = {
  ...exampleMatched,
  status: 'collaborating',
  collaborationBegunAt: '2024-10-07T11:00:00.000Z',
  followUp: { dueAt: '2024-11-29T11:00:00.000Z', answers: [] },
};

const exampleAnswer = {
  organisationId: library,
  outcome: 'succeeded',
  wouldDoItAgain: true,
  answeredAt: '2024-11-30T09:00:00.000Z',
} as const;

const campaign = ({ campaignId }: CaseData): string => campaignId;

export const caseIdentified = contract({
  type: 'matchmaking.case.identified.v1',
  meaning: 'A need or an idea has become a case: somebody is looked for to meet it.',
  data: matchmakingCase,
  example: exampleCase,
  campaign,
});

export const caseAmended = contract({
  type: 'matchmaking.case.amended.v1',
  meaning:
    'What a case says of itself has changed: what it needs, before anybody was asked, or the activity it has led to.',
  data: matchmakingCase,
  example: { ...exampleCase, need: { ...exampleCase.need, withinKm: 50 } },
  campaign,
});

export const caseInventoried = contract({
  type: 'matchmaking.case.inventoried.v1',
  meaning: 'The network has been searched for coalitions that can meet the need of a case.',
  data: matchmakingCase,
  example: exampleInventoried,
  campaign,
});

export const caseContactBegun = contract({
  type: 'matchmaking.case.contact-begun.v1',
  meaning: 'A coalition has been chosen, and its members are being asked.',
  data: matchmakingCase,
  example: exampleContacting,
  campaign,
});

export const caseMemberInvited = contract({
  type: 'matchmaking.case.member-invited.v1',
  meaning: 'One or more organisations have been invited into the coalition of a case.',
  data: matchmakingCase,
  example: { ...exampleContacting, invitations: [declined, replacement] },
  campaign,
});

export const caseMemberReminded = contract({
  type: 'matchmaking.case.member-reminded.v1',
  meaning: 'An invitation has not been answered, and it is time to remind of it.',
  data: matchmakingCase,
  example: { ...exampleContacting, invitations: [{ ...invited, remindedAt: '2024-10-02T08:00:00.000Z' }] },
  campaign,
});

export const caseMemberAccepted = contract({
  type: 'matchmaking.case.member-accepted.v1',
  meaning: 'An organisation has accepted its invitation: what it brings is reserved for the case.',
  data: matchmakingCase,
  example: exampleMatched,
  campaign,
});

export const caseMemberDeclined = contract({
  type: 'matchmaking.case.member-declined.v1',
  meaning: 'An organisation has declined its invitation.',
  data: matchmakingCase,
  example: { ...exampleContacting, invitations: [declined, replacement] },
  campaign,
});

export const caseInvitationExpired = contract({
  type: 'matchmaking.case.invitation-expired.v1',
  meaning: 'An invitation was not answered in time.',
  data: matchmakingCase,
  example: {
    ...exampleContacting,
    invitations: [{ ...invited, status: 'expired', endedAt: '2024-10-05T08:00:02.000Z' }],
  },
  campaign,
});

export const caseInvitationSuperseded = contract({
  type: 'matchmaking.case.invitation-superseded.v1',
  meaning:
    'An invitation holds no longer: somebody else has been asked by hand, or the organisation may not be asked any more.',
  data: matchmakingCase,
  example: {
    ...exampleContacting,
    invitations: [{ ...invited, status: 'superseded', endedAt: '2024-09-30T10:00:00.000Z' }, replacement],
  },
  campaign,
});

export const caseMemberLeft = contract({
  type: 'matchmaking.case.member-left.v1',
  meaning: 'A member has left the coalition again: its seat is open, and what it would have brought is free.',
  data: matchmakingCase,
  example: {
    ...exampleContacting,
    invitations: [
      { ...invited, status: 'left', answeredAt: '2024-09-29T12:00:00.000Z', endedAt: '2024-09-30T10:00:00.000Z' },
      replacement,
    ],
  },
  campaign,
});

export const caseMatched = contract({
  type: 'matchmaking.case.matched.v1',
  meaning: 'Everybody who was asked has accepted: the coalition stands.',
  data: matchmakingCase,
  example: exampleMatched,
  campaign,
});

export const caseMeetingProposed = contract({
  type: 'matchmaking.case.meeting-proposed.v1',
  meaning: 'Times have been proposed at which the coalition could meet.',
  data: matchmakingCase,
  example: { ...exampleMatched, meeting: exampleMeeting },
  campaign,
});

export const caseMeetingAnswered = contract({
  type: 'matchmaking.case.meeting-answered.v1',
  meaning: 'A member has said which of the proposed times suit it.',
  data: matchmakingCase,
  example: { ...exampleMatched, meeting: { ...exampleMeeting, answeredBy: [library] } },
  campaign,
});

export const caseMeetingChosen = contract({
  type: 'matchmaking.case.meeting-chosen.v1',
  meaning: 'The time at which the coalition meets has been chosen, or chosen anew.',
  data: matchmakingCase,
  example: {
    ...exampleMatched,
    meeting: { ...exampleMeeting, chosen: '2', chosenAt: '2024-10-01T09:00:00.000Z' },
  },
  campaign,
});

export const caseCollaborationBegun = contract({
  type: 'matchmaking.case.collaboration-begun.v1',
  meaning: 'The coalition has begun to work together.',
  data: matchmakingCase,
  example: exampleCollaborating,
  campaign,
});

export const caseFollowUpDue = contract({
  type: 'matchmaking.case.follow-up-due.v1',
  meaning: 'It is time to ask the members what came of their collaboration.',
  data: matchmakingCase,
  example: {
    ...exampleCollaborating,
    followUp: { dueAt: '2024-11-29T11:00:00.000Z', askedAt: '2024-11-29T11:00:01.000Z', answers: [] },
  },
  campaign,
});

export const caseFollowUpAnswered = contract({
  type: 'matchmaking.case.follow-up-answered.v1',
  meaning: 'A member has said what came of the collaboration.',
  data: matchmakingCase,
  example: {
    ...exampleCollaborating,
    followUp: { dueAt: '2024-11-29T11:00:00.000Z', answers: [exampleAnswer] },
  },
  campaign,
});

export const caseFollowedUp = contract({
  type: 'matchmaking.case.followed-up.v1',
  meaning: 'What came of the collaboration is known.',
  data: matchmakingCase,
  example: {
    ...exampleCollaborating,
    status: 'followed-up',
    followUp: { dueAt: '2024-11-29T11:00:00.000Z', answers: [exampleAnswer], outcome: 'succeeded' },
    followedUpAt: '2024-12-02T09:00:00.000Z',
  },
  campaign,
});

export const caseClosed = contract({
  type: 'matchmaking.case.closed.v1',
  meaning: 'A case has been closed for a stated reason: nobody is looked for any more, and nothing is reserved for it.',
  data: matchmakingCase,
  example: {
    ...exampleCase,
    status: 'closed',
    closedFrom: 'identified',
    closureReason: 'registration-withdrawn',
    closedAt: '2024-10-30T15:05:01.000Z',
  },
  campaign,
});

export const caseEvents = [
  caseIdentified,
  caseAmended,
  caseInventoried,
  caseContactBegun,
  caseMemberInvited,
  caseMemberReminded,
  caseMemberAccepted,
  caseMemberDeclined,
  caseInvitationExpired,
  caseInvitationSuperseded,
  caseMemberLeft,
  caseMatched,
  caseMeetingProposed,
  caseMeetingAnswered,
  caseMeetingChosen,
  caseCollaborationBegun,
  caseFollowUpDue,
  caseFollowUpAnswered,
  caseFollowedUp,
  caseClosed,
] as const;
