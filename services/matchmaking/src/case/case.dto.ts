import { ApiProperty } from '@nestjs/swagger';
import { refuseAny } from '@kraftsamling/messaging/decision';
import { PageQuery } from '@kraftsamling/service';
import {
  Days,
  Flag,
  Id,
  Instant,
  Languages,
  OneOf,
  Part,
  Parts,
  PlaceCode,
  Slug,
  Slugs,
  Text,
  WholeNumber,
} from '@kraftsamling/service/fields';
import type { Stated } from '@kraftsamling/service/fields';
import { unusualAmounts } from '@kraftsamling/service/unusual-number';
import { origins, outcomes, statuses } from './case.state.ts';
import type { Case, Origin, Outcome } from './case.state.ts';
import { InventoryDto } from './inventory.dto.ts';
import type { Proposal } from './inventory.ts';
import type { Need } from './need.ts';
import { actions } from './next-step.ts';
import type { NextStep } from './next-step.ts';
import { ShareDto } from './share.dto.ts';

const exampleOrganisation = '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d';

/** What a coalition is looked for to do. Empty lists mean: any. */
export class NeedDto {
  @Parts(() => ShareDto, 8, { description: 'Each capability once' })
  demands: ShareDto[];

  @WholeNumber(0, 2_000, {
    optional: true,
    example: 30,
    description: 'How far away the home of a member may be that does not work there; left out: only who works there',
  })
  withinKm?: number;

  @Days({ optional: true })
  days?: string[];

  @Slugs({ optional: true, example: ['senior-citizens'] })
  targetGroups?: string[];

  @Slugs({ optional: true, example: ['e-identification'] })
  themes?: string[];

  @Languages({ optional: true })
  languages?: string[];
}

/** As people say it. */
export class StatedNeedDto extends NeedDto {
  @Flag({
    optional: true,
    example: false,
    description: 'Whoever sends an unusual amount is asked back (`unusual-number`), and says so here if it is right',
  })
  confirmUnusual?: boolean;
}

export class NewCaseDto {
  @Slug({ example: 'digitalidag-2024' })
  campaignId: string;

  @Id({ optional: true, description: 'Whose need it is; that organisation belongs to the coalition' })
  ownerId?: string;

  @PlaceCode(4)
  municipality: string;

  @Part(() => StatedNeedDto)
  need: StatedNeedDto;
}

export class CandidateDto {
  @Id({ example: exampleOrganisation })
  organisationId: string;

  @Parts(() => ShareDto, 8)
  brings: ShareDto[];
}

export class NewSelfOrganisedCaseDto extends NewCaseDto {
  @Parts(() => CandidateDto, 10, { description: 'The others who have agreed to it' })
  members: CandidateDto[];
}

export class ProposedMemberDto extends CandidateDto {
  @Parts(() => CandidateDto, 20, { optional: true, description: 'Who is asked in its place, best first' })
  replacements?: CandidateDto[];
}

/** A coalition put together by hand. */
export class NewInventoryDto {
  @Parts(() => ShareDto, 8, { optional: true, description: 'What the owner of the need brings itself' })
  ownerBrings?: ShareDto[];

  @Parts(() => ProposedMemberDto, 5)
  members: ProposedMemberDto[];
}

export class NewContactDto {
  @WholeNumber(0, 1_000, { example: 0, description: 'Which of the proposals; 0 is the best' })
  proposal: number;
}

export class NewInvitationDto {
  @WholeNumber(0, 10, {
    example: 0,
    description: 'Which seat; whoever holds it and has not answered is asked no longer',
  })
  seat: number;

  @Id({ example: exampleOrganisation })
  organisationId: string;
}

export class NewDeclineDto {
  @Slug({ example: 'no-staff', description: 'A word for the statistics, never a text about somebody' })
  reason: string;
}

export class NewMeetingTimeDto {
  @Instant({ example: '2024-10-03T09:00:00+02:00' })
  start: Date;

  @Instant({ example: '2024-10-03T10:00:00+02:00' })
  end: Date;
}

export class NewMeetingDto {
  @Parts(() => NewMeetingTimeDto, 20)
  times: NewMeetingTimeDto[];
}

export class NewMeetingAnswerDto {
  @Slugs({ example: ['1', '2'], description: 'The ids of the times that suit; none of them is an answer too' })
  times: string[];
}

export class NewMeetingChoiceDto {
  @Slug({ example: '2', description: 'The id of one of the times' })
  time: string;
}

export class NewFollowUpAnswerDto {
  @OneOf(outcomes)
  outcome: Outcome;

  @Flag()
  wouldDoItAgain: boolean;

  @Text(4_000, { optional: true, example: 'Fler kom när vi annonserade i lokaltidningen.' })
  lessons?: string;
}

export class NewFollowUpDto {
  @OneOf(outcomes)
  outcome: Outcome;
}

export class NewClosureDto {
  @Slug({ example: 'no-longer-needed', description: 'A word for the statistics, never a text about somebody' })
  reason: string;
}

export class CaseQuery extends PageQuery {
  @Slug({ optional: true, example: 'digitalidag-2024' })
  campaign?: string;

  @OneOf(statuses, { optional: true })
  status?: Case['status'];

  @OneOf(origins, { optional: true })
  origin?: Origin;

  @PlaceCode(2, { optional: true })
  county?: string;

  @PlaceCode(4, { optional: true })
  municipality?: string;
}

export class NamedOrganisationDto {
  @ApiProperty({ example: exampleOrganisation })
  id: string;

  @ApiProperty({ required: false, example: 'Studieförbundet', description: 'Left out for sole traders' })
  name?: string;
}

export class InvitationDto {
  @ApiProperty({ example: '1', description: 'Known within its case' })
  id: string;

  @ApiProperty({ example: exampleOrganisation })
  organisationId: string;

  @ApiProperty({ example: 0 })
  seat: number;

  @ApiProperty({ type: [ShareDto] })
  brings: ShareDto[];

  @ApiProperty({ enum: ['invited', 'accepted', 'declined', 'expired', 'superseded', 'left'] })
  status: string;

  @ApiProperty({ format: 'date-time' })
  invitedAt: string;

  @ApiProperty({ format: 'date-time', description: 'Until then it can be answered' })
  expiresAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  remindedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  answeredAt?: string;

  @ApiProperty({
    format: 'date-time',
    required: false,
    description: 'When it expired, was superseded, or who accepted left',
  })
  endedAt?: string;

  @ApiProperty({ required: false, example: 'no-staff' })
  declineReason?: string;
}

export class MeetingTimeDto {
  @ApiProperty({ example: '1' })
  id: string;

  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;

  @ApiProperty({ example: [exampleOrganisation], description: 'Members that can come then' })
  suits: string[];
}

export class MeetingDto {
  @ApiProperty({ type: [MeetingTimeDto] })
  times: MeetingTimeDto[];

  @ApiProperty({ example: [exampleOrganisation], description: 'Members that have answered' })
  answeredBy: string[];

  @ApiProperty({ required: false, example: '1', description: 'The id of the time that was chosen' })
  chosen?: string;

  @ApiProperty({ format: 'date-time' })
  proposedAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  chosenAt?: string;
}

export class FollowUpAnswerDto {
  @ApiProperty({ example: exampleOrganisation })
  organisationId: string;

  @ApiProperty({ enum: [...outcomes] })
  outcome: Outcome;

  @ApiProperty({ example: true })
  wouldDoItAgain: boolean;

  @ApiProperty({ required: false, description: 'For those who look after the case, and who wrote it' })
  lessons?: string;

  @ApiProperty({ format: 'date-time' })
  answeredAt: string;
}

export class FollowUpDto {
  @ApiProperty({ format: 'date-time' })
  dueAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  askedAt?: string;

  @ApiProperty({ type: [FollowUpAnswerDto], description: 'An organisation sees its own' })
  answers: FollowUpAnswerDto[];

  @ApiProperty({ enum: [...outcomes], required: false })
  outcome?: Outcome;
}

export class NextStepDto {
  @ApiProperty({ enum: [...actions] })
  action: NextStep['action'];

  @ApiProperty({ format: 'date-time', description: 'What could have been done already has been due since then' })
  dueAt: string;
}

export class SeatDto {
  @ApiProperty({ type: [ShareDto] })
  brings: ShareDto[];

  @ApiProperty({ type: [CandidateDto], description: 'Who is asked if nobody holds the seat any more, best first' })
  replacements: CandidateDto[];
}

/** A case as those see it who look after it; organisations see less of it. */
export class CaseDto {
  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718' })
  id: string;

  @ApiProperty({ example: 'digitalidag-2024' })
  campaignId: string;

  @ApiProperty({ enum: [...origins] })
  origin: Origin;

  @ApiProperty({ required: false, description: 'The registration or survey that it comes from' })
  originId?: string;

  @ApiProperty({ required: false, description: 'The organisation whose need it is' })
  ownerId?: string;

  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ example: 'Borlänge' })
  municipalityName: string;

  @ApiProperty({ example: '20' })
  county: string;

  @ApiProperty({ type: NeedDto })
  need: NeedDto;

  @ApiProperty({ enum: [...statuses] })
  status: Case['status'];

  @ApiProperty({ required: false, example: 3, description: 'How many coalitions have been found' })
  proposals?: number;

  @ApiProperty({ required: false, example: ['interpretation'], description: 'What cannot be met together' })
  cannotBeMet?: string[];

  @ApiProperty({
    type: InventoryDto,
    required: false,
    description: 'What has been found; for those who look after it, and of one case at a time',
  })
  inventory?: InventoryDto;

  @ApiProperty({ example: [exampleOrganisation], description: 'The owner, and those who have accepted' })
  members: string[];

  @ApiProperty({
    type: [Number],
    example: [0],
    description: 'Seats that nobody holds, and that nobody can be asked for by itself',
  })
  openSeats: number[];

  @ApiProperty({ type: [SeatDto], required: false, description: 'For those who look after it' })
  seats?: SeatDto[];

  @ApiProperty({ type: NextStepDto, required: false, description: 'For those who look after it' })
  nextStep?: NextStepDto;

  @ApiProperty({ type: [InvitationDto], description: 'An organisation sees its own' })
  invitations: InvitationDto[];

  @ApiProperty({ type: [NamedOrganisationDto], description: 'The names of those that are spoken of' })
  organisations: NamedOrganisationDto[];

  @ApiProperty({ type: MeetingDto, required: false })
  meeting?: MeetingDto;

  @ApiProperty({ required: false, description: 'The activity that showed that work has begun' })
  activityId?: string;

  @ApiProperty({ type: FollowUpDto, required: false })
  followUp?: FollowUpDto;

  @ApiProperty({ required: false, enum: [...statuses] })
  closedFrom?: string;

  @ApiProperty({ required: false, example: 'no-longer-needed' })
  closureReason?: string;

  @ApiProperty({ format: 'date-time' })
  identifiedAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  inventoriedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  contactingSince?: string;

  @ApiProperty({ format: 'date-time', required: false })
  matchedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  collaborationBegunAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  followedUpAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  closedAt?: string;
}

/** @throws Refusal `unusual-number` */
export function needFrom(stated: Stated<StatedNeedDto>, pointer = '/need'): Need {
  const { demands, withinKm = 0, days = [], targetGroups = [], themes = [], languages = [] } = stated;
  if (!stated.confirmUnusual) refuseAny(unusualAmounts(`${pointer}/demands`, demands));
  return { demands, withinKm, days, targetGroups, themes, languages };
}

export function proposalFrom({ ownerBrings = [], members }: Stated<NewInventoryDto>): Proposal {
  return {
    ownerBrings,
    members: members.map(({ replacements = [], ...member }) => ({ ...member, replacements })),
  };
}
