import { ApiProperty } from '@nestjs/swagger';
import { STAGES } from '../matching/need.ts';
import { ShareDto } from './share.dto.ts';

const example = {
  library: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f',
  students: '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d',
  teachers: '01920a44-2c6d-7b90-a2e1-5f4e3d2c1b0a',
};
const sentence = 'In Swedish or English, as Accept-Language asks';

class FoundOrganisationDto {
  @ApiProperty({ example: example.students })
  organisationId: string;

  @ApiProperty({ required: false, example: 'Studieförbundet', description: 'Left out for sole traders' })
  name?: string;

  @ApiProperty({ type: [ShareDto] })
  brings: ShareDto[];
}

export class FoundReplacementDto extends FoundOrganisationDto {
  @ApiProperty({ required: false, example: 14, description: 'From its home' })
  km?: number;
}

export class FoundOwnerDto extends FoundOrganisationDto {
  @ApiProperty({ required: false, description: sentence })
  explanation?: string;
}

export class FoundMemberDto extends FoundOrganisationDto {
  @ApiProperty({ type: [FoundReplacementDto], description: 'Who is asked in its place, best first' })
  replacements: FoundReplacementDto[];

  @ApiProperty({ example: false, description: 'Whether nobody could be asked in its place' })
  isWeakLink: boolean;

  @ApiProperty({ required: false, example: true, description: 'Whether it works where the need is' })
  worksThere?: boolean;

  @ApiProperty({ required: false, example: 22, description: 'From its home' })
  km?: number;

  @ApiProperty({
    required: false,
    example: 'Studieförbundet brings 2 digital coaches, and works there; it suits senior citizens.',
    description: `${sentence}; left out where a person has put the coalition together`,
  })
  explanation?: string;

  @ApiProperty({
    required: false,
    example: 'If Studieförbundet declines, Kvarnsvedens skola is asked at once.',
    description: sentence,
  })
  ifItDeclines?: string;
}

export class WishDto {
  @ApiProperty({ example: 'coaches' })
  capability: string;

  @ApiProperty({ example: 'so' })
  wish: string;

  @ApiProperty({ enum: ['targetGroups', 'themes', 'languages'] })
  of: string;
}

export class StageResultDto {
  @ApiProperty({ enum: [...STAGES] })
  stage: string;

  @ApiProperty({ example: 2 })
  value: number;

  @ApiProperty({ type: [WishDto], required: false, description: 'What nobody meets' })
  unmet?: WishDto[];

  @ApiProperty({ example: 'Number of members: 2.', description: sentence })
  explanation: string;
}

export class FoundProposalDto {
  @ApiProperty({ type: FoundOwnerDto, required: false, description: 'Whose need it is' })
  owner?: FoundOwnerDto;

  @ApiProperty({ type: [FoundMemberDto], description: 'Who is asked, in the order of their seats' })
  members: FoundMemberDto[];

  @ApiProperty({ type: [StageResultDto], description: 'The most important stage first' })
  stages: StageResultDto[];

  @ApiProperty({ required: false, example: 'Better than the next proposal in: Number of members.' })
  comparison?: string;
}

export class CertifiedStageDto {
  @ApiProperty({ enum: [...STAGES] })
  stage: string;

  @ApiProperty({ example: 2 })
  value: number;

  @ApiProperty({ example: 2, description: 'Nothing is better than this' })
  bound: number;
}

export class CertificateDto {
  @ApiProperty({ type: [CertifiedStageDto] })
  stages: CertifiedStageDto[];

  @ApiProperty({ example: true, description: 'Whether the first proposal is proved to be the best' })
  optimal: boolean;

  @ApiProperty({ example: true, description: 'Whether that is so of the whole ranking' })
  complete: boolean;

  @ApiProperty({ example: 214, description: 'How many the search has taken' })
  steps: number;
}

export class DemandDto {
  @ApiProperty({ enum: ['capability', 'place', 'day'] })
  kind: string;

  @ApiProperty({ required: false, example: 'coaches' })
  capability?: string;

  @ApiProperty({ required: false, example: 2 })
  amount?: number;

  @ApiProperty({ required: false, example: '2081' })
  municipality?: string;

  @ApiProperty({ required: false, example: 30 })
  withinKm?: number;

  @ApiProperty({ required: false, format: 'date', example: '2024-11-15' })
  day?: string;
}

export class CauseDto {
  @ApiProperty({ type: [DemandDto], description: 'Cannot be met together; without any one of them the others can' })
  demands: DemandDto[];

  @ApiProperty({ example: true, description: 'Whether it is proved that there is no smaller cause' })
  smallest: boolean;
}

export class ChangeDto {
  @ApiProperty({
    example: 2,
    description: 'A kilometre costs 1, a day 50, a unit of somebody who is not there yet 100',
  })
  price: number;

  @ApiProperty({ required: false, example: 32 })
  withinKm?: number;

  @ApiProperty({ required: false, example: ['2024-11-16'], description: 'Instead of the days of the need' })
  days?: string[];

  @ApiProperty({ type: [ShareDto], required: false, description: 'What one organisation more would have to bring' })
  more?: ShareDto[];

  @ApiProperty({ example: [example.library, example.teachers], description: 'Who could do it then' })
  members: string[];

  @ApiProperty({ example: true, description: 'Whether it is proved that nothing of its kind is cheaper' })
  cheapest: boolean;

  @ApiProperty({ example: 'Raise the distance to 32 km. Then Kvarnsvedens skola can do it.', description: sentence })
  explanation: string;
}

/** What the network has been searched for, and what has come of it. */
export class InventoryDto {
  @ApiProperty({
    enum: ['proposed', 'impossible', 'undecided', 'by-hand'],
    description: 'undecided: the search has ended at its limit; by-hand: a person has put the coalition together',
  })
  outcome: string;

  @ApiProperty({ example: 'Proved best: nothing else is better, stage by stage.', description: sentence })
  explanation: string;

  @ApiProperty({ type: [FoundProposalDto], description: 'The best first' })
  proposals: FoundProposalDto[];

  @ApiProperty({ type: CertificateDto, required: false })
  certificate?: CertificateDto;

  @ApiProperty({ type: CauseDto, required: false, description: 'Why nobody can be proposed' })
  cause?: CauseDto;

  @ApiProperty({ type: [ChangeDto], required: false, description: 'What would help, the cheapest first' })
  changes?: ChangeDto[];
}
