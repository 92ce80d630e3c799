import { ApiProperty } from '@nestjs/swagger';
import { PageInfo, PageQuery } from '@kraftsamling/service';
import { OneOf, PlaceCode, Slug } from '@kraftsamling/service/fields';
import { NextStepDto } from '../case/case.dto.ts';
import { origins, outcomes, statuses } from '../case/case.state.ts';
import type { Case, Origin, Outcome } from '../case/case.state.ts';
import { ShareDto } from '../case/share.dto.ts';

export class WorkListQuery extends PageQuery {
  @OneOf(statuses, { optional: true, description: 'Left out: all that are not over' })
  step?: Case['status'];

  @PlaceCode(2, { optional: true })
  county?: string;

  @Slug({ optional: true, example: 'digitalidag-2024' })
  campaign?: string;
}

class PlaceDto {
  @ApiProperty({ example: '2081' })
  code: string;

  @ApiProperty({ example: 'Borlänge' })
  name: string;
}

class OwnerDto {
  @ApiProperty({ example: '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d' })
  id: string;

  @ApiProperty({ required: false, example: 'Borlänge bibliotek', description: 'Left out for sole traders' })
  name?: string;
}

class NeededDto {
  @ApiProperty({ type: [ShareDto] })
  demands: ShareDto[];

  @ApiProperty({ example: ['2024-11-15'] })
  days: string[];
}

class ProgressDto {
  @ApiProperty({ example: 3, description: 'How many are needed besides the owner' })
  seats: number;

  @ApiProperty({ example: 2 })
  accepted: number;

  @ApiProperty({ example: 1, description: 'Asked, and not answered yet' })
  invited: number;
}

export class WorkItemDto {
  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718' })
  id: string;

  @ApiProperty({ enum: [...statuses] })
  status: Case['status'];

  @ApiProperty({ format: 'date-time', description: 'Since when it is in this step' })
  reachedAt: string;

  @ApiProperty({ example: 'digitalidag-2024' })
  campaignId: string;

  @ApiProperty({ enum: [...origins] })
  origin: Origin;

  @ApiProperty({ type: PlaceDto })
  municipality: PlaceDto;

  @ApiProperty({ type: OwnerDto, required: false, description: 'Whose need it is' })
  owner?: OwnerDto;

  @ApiProperty({ type: NeededDto })
  need: NeededDto;

  @ApiProperty({ type: ProgressDto, required: false })
  coalition?: ProgressDto;

  @ApiProperty({ type: NextStepDto, required: false })
  nextStep?: NextStepDto;

  @ApiProperty({ enum: [...outcomes], required: false })
  outcome?: Outcome;

  @ApiProperty({ required: false, example: 'no-longer-needed' })
  closureReason?: string;
}

class StepCountDto {
  @ApiProperty({ enum: [...statuses] })
  status: Case['status'];

  @ApiProperty({ example: 12 })
  cases: number;

  @ApiProperty({ example: 3, description: 'In how many of them the next step is due' })
  due: number;
}

class CampaignNameDto {
  @ApiProperty({ example: 'Digitalidag 2024' })
  sv: string;

  @ApiProperty({ example: 'Digitalidag 2024' })
  en: string;
}

class NamedCampaignDto {
  @ApiProperty({ example: 'digitalidag-2024' })
  id: string;

  @ApiProperty({ type: CampaignNameDto, required: false })
  name?: CampaignNameDto;
}

export class WorkListDto {
  @ApiProperty({ type: [WorkItemDto], description: 'Those first whose next step is due first' })
  items: WorkItemDto[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  @ApiProperty({ type: [StepCountDto], description: 'All steps, of the county and campaign that are asked for' })
  steps: StepCountDto[];

  @ApiProperty({ type: [PlaceDto], description: 'The counties that one looks after' })
  counties: PlaceDto[];

  @ApiProperty({ type: [NamedCampaignDto], description: 'The campaigns that there are cases of in them' })
  campaigns: NamedCampaignDto[];
}
