import { ApiProperty } from '@nestjs/swagger';
import {
  Id,
  Ids,
  Line,
  MailAddress,
  OneOf,
  Parts,
  PlaceCode,
  Slug,
  Text,
  WholeNumber,
} from '@kraftsamling/service/fields';
import { WholeNumber as WholeNumberInQuery } from '@kraftsamling/service';
import { ArrayMaxSize, IsArray, IsEmail, IsInt, IsObject, Max, Min } from 'class-validator';
import { CandidacyDto } from '../candidacy/candidacy.dto.ts';
import { tieKinds } from './juror.ts';
import type { TieKind } from './juror.ts';
import { rounds } from './round.ts';
import type { Round } from './round.ts';

export class RoundParams {
  @Slug()
  id: string;

  @OneOf(rounds)
  round: Round;
}

export class ScoreParams extends RoundParams {
  @Id()
  candidacy: string;
}

export class NewJurorDto {
  @Line(200, { description: 'The subject of the juror’s tokens', example: 'juror-7' })
  subject: string;

  @Line(200, { example: 'Eva Exempel' })
  name: string;

  @MailAddress({ example: 'eva@jury.example' })
  email: string;

  @ApiProperty({ type: [String], description: 'Other addresses of the same person', example: [] })
  @IsArray()
  @ArrayMaxSize(10)
  @IsEmail({}, { each: true })
  otherEmails: string[];

  @OneOf(['sv', 'en'])
  language: 'sv' | 'en';
}

export class JurorDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'Whether the juror has said what ties there are' })
  declared: boolean;
}

export class TieDto {
  @OneOf(tieKinds)
  kind: TieKind;

  @PlaceCode(4, { optional: true })
  municipality?: string;

  @Id({ optional: true })
  organisationId?: string;
}

export class DeclarationDto {
  @Parts(() => TieDto, 100, { description: 'Empty: none that the juror knows of' })
  ties: TieDto[];
}

export class ScoresDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { effect: 15 },
    description: 'By criterion: each of them, in whole points on the scale of the award',
  })
  @IsObject()
  scores: Record<string, number>;
}

export class GivenScoresDto {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  scores: Record<string, number>;
}

export class ClosureDto {
  @Ids(0, 290, { optional: true, description: 'Candidacies below the quorum, which will not be ranked' })
  unranked?: string[];
}

export class ListDecisionDto {
  @WholeNumber(1, 290, { example: 5 })
  seats: number;
}

export class StandingQuery {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 290, example: 5 })
  @IsInt()
  @Min(1)
  @Max(290)
  @WholeNumberInQuery()
  seats: number;
}

export class TieDecisionDto extends ListDecisionDto {
  @Ids(1, 290)
  chosen: string[];
}

export class DiscussionDto {
  @Text(20_000, { description: 'In the record stands its salted hash' })
  text: string;
}

export class DeskRoundDto {
  @ApiProperty({ enum: rounds })
  round: Round;

  @ApiProperty({ description: 'Whether scores can be given now' })
  open: boolean;

  @ApiProperty({ type: [CandidacyDto] })
  candidacies: CandidacyDto[];

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Your own, by candidacy and criterion' })
  scores: Record<string, Record<string, number>>;
}

export class DeskDto {
  @ApiProperty()
  juror: string;

  @ApiProperty()
  declared: boolean;

  @ApiProperty({ type: [TieDto] })
  ties: TieDto[];

  @ApiProperty({ type: [DeskRoundDto] })
  rounds: DeskRoundDto[];
}

export class ProgressDto {
  @ApiProperty()
  juror: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  declared: boolean;

  @ApiProperty()
  given: number;

  @ApiProperty()
  of: number;
}

export class RoundDto {
  @ApiProperty({ enum: rounds })
  round: Round;

  @ApiProperty({ enum: ['scoring', 'closed', 'decided'] })
  status: 'scoring' | 'closed' | 'decided';

  @ApiProperty({ required: false, description: 'The list, in the order of ids', type: [String] })
  candidacies?: string[];

  @ApiProperty({ required: false, description: 'Scores have been withdrawn: the list is to be decided again' })
  stale?: boolean;
}

export class RoundProgressDto extends RoundDto {
  @ApiProperty({ type: [ProgressDto] })
  jurors: ProgressDto[];
}
