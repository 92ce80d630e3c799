import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { Distinct, Line, MailAddress, OneOf, Part, Parts, Slug, Text } from '@kraftsamling/service/fields';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, MaxLength } from 'class-validator';
import type { Nomination } from './nomination.state.ts';

/** How long an answer may be. */
export const longestAnswer = 100_000;
/** How many municipalities may enter together. */
export const mostMunicipalities = 10;

export class AnswerDto {
  @Slug({ example: 'proud', description: 'One of the questions of the award' })
  question: string;

  @Text(longestAnswer, { example: 'Att alla kommer med.' })
  text: string;
}

export class NominatorDto {
  @Line(200, { example: 'Eva Exempel' })
  name: string;

  @MailAddress({ description: 'Where the confirmation link goes' })
  email: string;

  @Line(200, { optional: true, example: 'Stadsbiblioteket' })
  organisation?: string;

  @OneOf(['sv', 'en'])
  language: 'sv' | 'en';
}

export class NewNominationDto {
  @Slug({ example: 'digital-municipality-2021' })
  award: string;

  @ApiProperty({ type: [String], example: ['2081'], description: 'Several enter together' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostMunicipalities)
  @Distinct()
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  municipalities: string[];

  @Parts(() => AnswerDto, 10, { description: 'To each question of the award' })
  answers: AnswerDto[];

  @Part(() => NominatorDto, { description: 'Never public' })
  nominator: NominatorDto;
}

export class NominationReceiptDto {
  @ApiProperty()
  id: string;

  @ApiProperty({ enum: ['submitted', 'confirmed'], description: 'Submitted: it counts once it is confirmed by e-mail' })
  status: 'submitted' | 'confirmed';
}

export class NominationQuery extends PageQuery {
  @Slug({ example: 'digital-municipality-2021' })
  award: string;

  @OneOf(['submitted', 'confirmed', 'gathered'], { optional: true })
  status?: Nomination['status'];
}

/** As everybody could know it. */
export class NominationSummaryDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  awardId: string;

  @ApiProperty({ type: [String] })
  municipalities: string[];

  @ApiProperty({ type: [String] })
  counties: string[];

  @ApiProperty()
  byMunicipality: boolean;

  @ApiProperty({ enum: ['submitted', 'confirmed'] })
  status: 'submitted' | 'confirmed';

  @ApiProperty({ format: 'date-time' })
  submittedAt: string;

  @ApiProperty({ required: false, format: 'date-time' })
  confirmedAt?: string;
}

/** With what was written, and by whom. */
export class NominationDto extends NominationSummaryDto {
  @ApiProperty({ type: [AnswerDto] })
  answers: AnswerDto[];

  @ApiProperty({ required: false, type: NominatorDto, description: 'As long as the award says' })
  nominator?: NominatorDto;

  @ApiProperty({ required: false, description: 'Once it has been gathered' })
  candidacyId?: string;
}
