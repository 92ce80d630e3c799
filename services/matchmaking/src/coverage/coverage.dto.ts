import { ApiProperty } from '@nestjs/swagger';
import { NeedDto } from '../case/case.dto.ts';

export class GapPolicyDto {
  @ApiProperty({ type: NeedDto, description: 'The least that an activity in an empty municipality needs' })
  need: NeedDto;

  @ApiProperty({ example: true, description: 'Whether cases are opened for gaps by themselves' })
  opened: boolean;
}

export class GapDto {
  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ example: '20' })
  county: string;

  @ApiProperty({ required: false, description: 'The case that looks for somebody there' })
  caseId?: string;
}

export class CoverageDto {
  @ApiProperty({ example: 216, description: 'Municipalities with something in the programme' })
  covered: number;

  @ApiProperty({ example: 290, description: 'Those of the area of the campaign: of the country, where it has none' })
  municipalities: number;

  @ApiProperty({ type: [GapDto] })
  gaps: GapDto[];
}
