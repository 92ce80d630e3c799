import { ApiProperty, PartialType } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { Flag, Instant, Line, OneOf, Part, Parts, PlaceCode, Slug, Slugs, Text } from '@kraftsamling/service/fields';
import type { Stated } from '@kraftsamling/service/fields';
import { longestText } from './answer.ts';
import { statuses } from './survey.state.ts';
import { kinds } from './question.ts';
import type { Survey, SurveyPlan } from './survey.state.ts';
import type { Question } from './question.ts';

export class SurveyTitleDto {
  @Line(200, { example: 'Digital delaktighet i Borlänge' })
  sv: string;

  @Line(200, { example: 'Digital participation in Borlänge' })
  en: string;
}

export class QuestionTextDto {
  @Line(500, { example: 'Vilka digitala tjänster skulle göra din vardag enklare?' })
  sv: string;

  @Line(500, { example: 'Which digital services would make your everyday life easier?' })
  en: string;
}

export class OptionTextDto {
  @Line(200, { example: 'Vård' })
  sv: string;

  @Line(200, { example: 'Health care' })
  en: string;
}

export class OptionDto {
  @Slug({ example: 'health-care' })
  id: string;

  @Part(() => OptionTextDto)
  text: OptionTextDto;
}

export class QuestionDto {
  @Slug({ example: 'wanted-services' })
  id: string;

  @OneOf(kinds, { example: 'several', description: 'Answered by one option, by several, or in words' })
  kind: Question['kind'];

  @Part(() => QuestionTextDto)
  text: QuestionTextDto;

  @Flag({ optional: true, example: false, description: 'Whether it must be answered; if not said, it need not' })
  required?: boolean;

  @Parts(() => OptionDto, 100, { optional: true, description: 'At least two, unless it is answered in words' })
  options?: OptionDto[];
}

export class SurveyPlanDto {
  @Part(() => SurveyTitleDto)
  title: SurveyTitleDto;

  @Slug({ optional: true, example: 'emedborgarveckan-2018' })
  campaignId?: string;

  @PlaceCode(4, { optional: true, description: 'Whose residents it asks' })
  municipality?: string;

  @PlaceCode(2, { optional: true, description: 'Instead of a municipality. With neither, it asks the whole country' })
  county?: string;

  @Parts(() => QuestionDto, 30)
  questions: QuestionDto[];

  @Instant({ example: '2018-10-08T00:00:00+02:00' })
  opens: Date;

  @Instant({ example: '2018-10-12T23:59:59+02:00' })
  closes: Date;
}

/** The fields that are given. Questions are given all together, or not at all. */
export class SurveyAmendmentDto extends PartialType(SurveyPlanDto, { skipNullProperties: false }) {}

export class AnswerPartDto {
  @Slug({ example: 'wanted-services' })
  question: string;

  @Slugs({ optional: true, example: ['health-care', 'school'] })
  options?: string[];

  @Text(4 * longestText, {
    optional: true,
    description: `For a question answered in words, at most ${longestText} characters`,
  })
  text?: string;
}

export class AnswerDto {
  @Parts(() => AnswerPartDto, 30)
  answers: AnswerPartDto[];

  @PlaceCode(4, {
    optional: true,
    description: 'Where whoever answers lives, if the survey asks more than one municipality',
  })
  municipality?: string;
}

export class SurveyQuery extends PageQuery {
  @OneOf(statuses, { optional: true })
  status?: Survey['status'];

  @Slug({ optional: true, example: 'emedborgarveckan-2018' })
  campaign?: string;

  @PlaceCode(4, { optional: true })
  municipality?: string;

  @PlaceCode(2, { optional: true })
  county?: string;
}

export class TextsQuery extends PageQuery {
  @Slug({ example: 'what-is-missing' })
  question: string;
}

export class ShownQuestionDto extends QuestionDto {
  declare required: boolean;

  declare options: OptionDto[];
}

export class SurveyDto {
  @ApiProperty({ example: '01924b13-5e0d-7b18-8d6f-10f2a3b4c5d6' })
  id: string;

  @ApiProperty({ type: SurveyTitleDto })
  title: SurveyTitleDto;

  @ApiProperty({ required: false, example: 'emedborgarveckan-2018' })
  campaignId?: string;

  @ApiProperty({ required: false, example: '2081' })
  municipality?: string;

  @ApiProperty({ required: false, example: '20' })
  county?: string;

  @ApiProperty({ type: [ShownQuestionDto] })
  questions: ShownQuestionDto[];

  @ApiProperty({ format: 'date-time' })
  opens: string;

  @ApiProperty({ format: 'date-time' })
  closes: string;

  @ApiProperty({ enum: [...statuses] })
  status: Survey['status'];

  @ApiProperty({ format: 'date-time', required: false })
  openedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  closedAt?: string;
}

export class ResultDto {
  @ApiProperty({ example: 'wanted-services' })
  question: string;

  @ApiProperty({ example: 'health-care' })
  option: string;

  @ApiProperty({
    required: false,
    minimum: 5,
    description:
      'Off by chance: by at most 30 in nineteen of twenty numbers. Left out where it comes to fewer than five',
    example: 118,
  })
  answers?: number;
}

export class MunicipalResultDto {
  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ example: 120, description: 'Off by chance, as the results are' })
  answers: number;

  @ApiProperty({ type: [ResultDto] })
  results: ResultDto[];
}

export class SurveyResultsDto {
  @ApiProperty({ enum: ['open', 'closed'] })
  status: 'open' | 'closed';

  @ApiProperty({
    example: 225,
    description: 'How many answers there were when they were counted; that is when five more people have answered',
  })
  answers: number;

  @ApiProperty({ format: 'date-time', required: false })
  countedAt?: string;

  @ApiProperty({ type: [ResultDto], description: 'Once the survey is closed, if thirty people or more have answered' })
  results: ResultDto[];

  @ApiProperty({ type: [MunicipalResultDto], description: 'Those where about 75 or more live who have answered' })
  byMunicipality: MunicipalResultDto[];
}

export class TextDto {
  @ApiProperty({ example: 'Jag vill kunna boka tid på vårdcentralen utan att ringa.' })
  text: string;
}

export function planFrom({ questions, ...rest }: Stated<SurveyPlanDto>): SurveyPlan {
  return { ...rest, questions: questions.map(questionFrom) };
}

export function amendmentFrom({ questions, ...rest }: Stated<SurveyAmendmentDto>): Partial<SurveyPlan> {
  return { ...rest, ...(questions && { questions: questions.map(questionFrom) }) };
}

function questionFrom({ required = false, options = [], ...question }: Stated<QuestionDto>): Question {
  return { ...question, required, options };
}
