import { ApiProperty } from '@nestjs/swagger';
import { ShareDto } from '../case/share.dto.ts';

const sentence = 'In Swedish or English, as Accept-Language asks';
const exampleOrganisation = '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d';

export class PlanProgressDto {
  @ApiProperty({
    enum: ['gathering', 'solving'],
    description: 'Ways to fill the gaps are gathered; the solver is at work',
  })
  step: string;

  @ApiProperty({ example: 40, description: 'Gaps, or questions to the solver' })
  done: number;

  @ApiProperty({ required: false, example: 74 })
  of?: number;
}

export class PlannedMemberDto {
  @ApiProperty({ example: exampleOrganisation })
  organisationId: string;

  @ApiProperty({ example: 'Studieförbundet' })
  name: string;

  @ApiProperty({ type: [ShareDto] })
  brings: ShareDto[];
}

export class ChosenWayDto {
  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ type: [PlannedMemberDto] })
  members: PlannedMemberDto[];

  @ApiProperty({ example: 43, description: 'From their homes, added up' })
  km: number;
}

export class PlannedStageDto {
  @ApiProperty({ enum: ['coverage', 'spread', 'distance'] })
  objective: string;

  @ApiProperty({ example: 71 })
  reached: number;

  @ApiProperty({ type: Number, nullable: true, example: 71, description: 'No plan is better; null: not known' })
  bound: number | null;
}

export class UncoveredGapDto {
  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ enum: ['no-candidate', 'capacity'] })
  cause: string;

  @ApiProperty({ example: 'Borlänge: 1 coach in Borlänge is missing.', description: sentence })
  explanation: string;
}

export class BestOfferDto {
  @ApiProperty({ example: 'coaches' })
  capability: string;

  @ApiProperty({ required: false, example: exampleOrganisation, description: 'Who would have to offer more' })
  organisationId?: string;

  @ApiProperty({
    required: false,
    example: '2081',
    description: 'Where somebody would have to be who is not there yet',
  })
  municipality?: string;

  @ApiProperty({ example: 2 })
  units: number;

  @ApiProperty({ example: 2, description: 'By so much more municipalities can be covered then' })
  opens: number;

  @ApiProperty({ description: sentence })
  explanation: string;
}

/** A plan of all gaps together. It is advice: nothing is reserved by it, and nobody asked. */
export class CoveragePlanDto {
  @ApiProperty({ enum: ['planning', 'planned', 'failed'] })
  status: string;

  @ApiProperty({ format: 'date-time' })
  askedAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  endedAt?: string;

  @ApiProperty({ type: PlanProgressDto, required: false })
  progress?: PlanProgressDto;

  @ApiProperty({ required: false, example: 74, description: 'In which nobody has been asked yet' })
  gaps?: number;

  @ApiProperty({
    required: false,
    example: 3,
    description: 'Gaps in which somebody has been asked: they are left as they are',
  })
  inHand?: number;

  @ApiProperty({ required: false, example: 71 })
  covered?: number;

  @ApiProperty({ required: false, example: 71, description: 'More gaps than this cannot be covered' })
  bound?: number;

  @ApiProperty({ required: false, example: true, description: 'Whether it is proved that no plan is better' })
  optimal?: boolean;

  @ApiProperty({
    required: false,
    example: true,
    description: 'Whether all ways to fill the gaps have been thought of',
  })
  complete?: boolean;

  @ApiProperty({ type: [PlannedStageDto], required: false })
  stages?: PlannedStageDto[];

  @ApiProperty({ required: false, example: '71 of 74 municipalities can be covered. That is proved best.' })
  explanation?: string;

  @ApiProperty({ type: [ChosenWayDto], required: false })
  chosen?: ChosenWayDto[];

  @ApiProperty({ type: [UncoveredGapDto], required: false })
  uncovered?: UncoveredGapDto[];

  @ApiProperty({
    type: BestOfferDto,
    required: false,
    nullable: true,
    description: 'The one new offer that would open most; null: none would; left out: not known in the time there was',
  })
  bestOffer?: BestOfferDto | null;
}
