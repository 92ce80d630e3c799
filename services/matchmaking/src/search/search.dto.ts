import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Days, Distinct, Line, WholeNumber } from '@kraftsamling/service/fields';
import { ArrayMaxSize, IsArray, IsIn, ValidateIf } from 'class-validator';
import { STAGES } from '../matching/need.ts';
import type { Stage } from '../matching/need.ts';

function Stages({ optional }: { readonly optional: boolean }): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: [String],
      enum: [...STAGES],
      isArray: true,
      example: [...STAGES],
      required: !optional,
      description: 'What makes one coalition better than another, the most important first; each stage once',
    }),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    IsArray(),
    ArrayMaxSize(STAGES.length),
    Distinct(),
    IsIn(STAGES, { each: true }),
  );
}

/** The network is searched anew, as it is now. What is left out stays as it is. */
export class NewSearchDto {
  @WholeNumber(0, 2_000, { optional: true, example: 40, description: 'How far away is fine from now on' })
  withinKm?: number;

  @Days({ optional: true, description: 'The days that it is for from now on' })
  days?: string[];

  @Stages({ optional: true })
  stages?: Stage[];
}

export class StagePolicyDto {
  @Stages({ optional: false })
  stages: Stage[];
}

export class WhyNotDto {
  @ApiProperty({ example: '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d' })
  organisationId: string;

  @ApiProperty({ required: false, example: 'Studieförbundet', description: 'Left out for sole traders' })
  name?: string;

  @ApiProperty({
    enum: [
      'unknown',
      'no-consent',
      'owner',
      'declined',
      'proposed',
      'offers-nothing',
      'not-free',
      'reserved',
      'too-far',
      'not-needed',
      'worse',
      'equal',
      'impossible',
      'undecided',
    ],
  })
  reason: string;

  @ApiProperty({
    example: 'It is 41 km away; the need reaches 30 km.',
    description: 'In Swedish or English, as Accept-Language asks',
  })
  explanation: string;
}

export class WhyNotQuery {
  @Line(100, { example: 'Studieförbundet', description: 'The name of an organisation, or a part of it' })
  name: string;
}

export class WhyNotsDto {
  @ApiProperty({ type: [WhyNotDto], description: 'In the order of their names, five at most' })
  organisations: WhyNotDto[];

  @ApiProperty({ example: false, description: 'Whether more have this in their name' })
  hasMore: boolean;
}

export class ConsentDto {
  @ApiProperty({ example: '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d' })
  organisationId: string;

  @ApiProperty({ example: ['01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d'], description: 'Who could do it together then' })
  members: string[];

  @ApiProperty({ description: 'In Swedish or English, as Accept-Language asks' })
  explanation: string;
}

export class ConsentsDto {
  @ApiProperty({ type: [ConsentDto], description: 'The best coalition first' })
  consents: ConsentDto[];
}

export class SeatCandidateDto {
  @ApiProperty({ example: '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d' })
  organisationId: string;

  @ApiProperty({ required: false, example: 'Studieförbundet', description: 'Left out for sole traders' })
  name?: string;

  @ApiProperty({ example: true, description: 'Whether it works where the need is' })
  worksThere: boolean;

  @ApiProperty({ example: 22, description: 'From its home' })
  km: number;
}

export class SeatCandidatesDto {
  @ApiProperty({ type: [SeatCandidateDto], description: 'The best first' })
  candidates: SeatCandidateDto[];
}
