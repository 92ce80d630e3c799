import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import {
  Day,
  Instant,
  Line,
  MailAddress,
  OneOf,
  Part,
  Parts,
  PlaceCodes,
  Slug,
  WholeNumber,
} from '@kraftsamling/service/fields';
import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { RULES } from '../judging/rules.ts';
import type { Rule } from '../judging/rules.ts';
import { phases } from './award.state.ts';
import type { Phase } from './award.state.ts';

export class BilingualDto {
  @Line(500)
  sv: string;

  @Line(500)
  en: string;
}

export class QuestionDto {
  @Slug({ example: 'proud' })
  id: string;

  @Part(() => BilingualDto)
  text: BilingualDto;
}

export class CriterionDto {
  @Slug({ example: 'effect' })
  id: string;

  @Part(() => BilingualDto)
  text: BilingualDto;

  @WholeNumber(1, 100)
  weight: number;
}

export class ScaleDto {
  @WholeNumber(-1000, 1000, { example: 0 })
  lowest: number;

  @WholeNumber(-1000, 1000, { example: 20 })
  highest: number;
}

export class SizeDto {
  @WholeNumber(1, 290, { example: 5 })
  fewest: number;

  @WholeNumber(1, 290, { example: 10 })
  most: number;
}

export class DeadlineDto {
  @Instant({ description: 'The first instant that is too late; of an announcement the first that is not too early' })
  closesAt: Date;

  @Instant({ description: 'The deadline that everybody is told: the same, or earlier' })
  publicAt: Date;
}

export class DeadlinesDto {
  @Part(() => DeadlineDto)
  nominations: DeadlineDto;

  @Part(() => DeadlineDto, { description: 'Until when a nomination that was sent in time can be confirmed' })
  confirmations: DeadlineDto;

  @Part(() => DeadlineDto)
  complements: DeadlineDto;

  @Part(() => DeadlineDto, { description: 'When the long list is announced' })
  'long-list': DeadlineDto;

  @Part(() => DeadlineDto)
  assessments: DeadlineDto;

  @Part(() => DeadlineDto, { description: 'When the short list is announced' })
  'short-list': DeadlineDto;

  @Part(() => DeadlineDto, { description: 'When the winner is announced' })
  announcement: DeadlineDto;

  @Part(() => DeadlineDto)
  articles: DeadlineDto;
}

export class FollowUpDto {
  @Slug({ example: 'seminar' })
  kind: string;

  @Part(() => BilingualDto)
  title: BilingualDto;

  @Day({ example: '2021-11-16' })
  from: string;

  @Day({ example: '2021-11-18' })
  to: string;
}

export class AwardPlanDto {
  @Part(() => BilingualDto)
  title: BilingualDto;

  @Line(200, { example: 'Kansliet' })
  organiser: string;

  @MailAddress({
    optional: true,
    example: 'kansliet@utmarkelse.example',
    description:
      'Where answers to mails about it go: a desk of the organiser’s, which everybody may know. Left out: to the secretariat',
  })
  replyTo?: string;

  @Parts(() => QuestionDto, 10)
  questions: QuestionDto[];

  @PlaceCodes(4, { description: 'Empty: every municipality' })
  eligible: string[];

  @Parts(() => CriterionDto, 20)
  criteria: CriterionDto[];

  @Part(() => ScaleDto)
  scale: ScaleDto;

  @OneOf(RULES)
  rule: Rule;

  @ApiProperty({
    enum: RULES,
    isArray: true,
    example: ['median'],
    description: 'Asked in turn where the rule finds no difference',
  })
  @IsArray()
  @ArrayMaxSize(RULES.length)
  @IsIn(RULES, { each: true })
  tieRules: Rule[];

  @WholeNumber(1, 60)
  quorum: number;

  @Part(() => SizeDto)
  longList: SizeDto;

  @Part(() => SizeDto)
  shortList: SizeDto;

  @WholeNumber(0, 1000, { description: 'A list that so few points could change is discussed first, on record' })
  discussBelow: number;

  @Part(() => DeadlinesDto)
  deadlines: DeadlinesDto;

  @Parts(() => FollowUpDto, 20)
  followUps: FollowUpDto[];

  @WholeNumber(0, 3650, { description: 'How long after the announcement it is known who has nominated' })
  nominatorsKeptDays: number;

  @WholeNumber(0, 3650, {
    description: 'How long after the announcement ties of jurors and grounds of conflicts are known',
  })
  tiesKeptDays: number;
}

export class NewAwardDto extends AwardPlanDto {
  @Slug({ example: 'digital-municipality-2021' })
  id: string;
}

export class ExtensionDto {
  @Instant()
  until: Date;
}

export class AwardQuery extends PageQuery {
  @OneOf(['draft', 'open', 'announced'], { optional: true })
  status?: 'draft' | 'open' | 'announced';
}

export class PhaseParams {
  @Slug()
  id: string;

  @OneOf(phases)
  phase: Phase;
}

class CommitmentDto {
  @ApiProperty()
  commitment: string;

  @ApiProperty({ format: 'date-time' })
  publishedAt: string;
}

class ListedDto {
  @ApiProperty()
  candidacyId: string;

  @ApiProperty({ type: [String] })
  municipalities: string[];
}

class AnnouncedListDto {
  @ApiProperty({ type: [ListedDto], description: 'In the order of ids, which says nothing of ranks' })
  candidacies: ListedDto[];

  @ApiProperty({ format: 'date-time' })
  announcedAt: string;
}

class PhaseDeadlineDto {
  @ApiProperty({ enum: phases })
  phase: Phase;

  @ApiProperty({ format: 'date-time' })
  closesAt: string;

  @ApiProperty({ format: 'date-time' })
  publicAt: string;
}

/** As everybody may know it. */
export class AwardDto {
  @ApiProperty({ example: 'digital-municipality-2021' })
  id: string;

  @ApiProperty({ type: BilingualDto })
  title: BilingualDto;

  @ApiProperty()
  organiser: string;

  @ApiProperty({ format: 'email', required: false, description: 'Where answers to mails about it go' })
  replyTo?: string;

  @ApiProperty({ type: [QuestionDto] })
  questions: QuestionDto[];

  @ApiProperty({ type: [String] })
  eligible: string[];

  @ApiProperty({ type: [CriterionDto] })
  criteria: CriterionDto[];

  @ApiProperty({ type: ScaleDto })
  scale: ScaleDto;

  @ApiProperty({ enum: RULES })
  rule: Rule;

  @ApiProperty({ required: false })
  ruleVersion?: number;

  @ApiProperty({ enum: RULES, isArray: true })
  tieRules: Rule[];

  @ApiProperty()
  quorum: number;

  @ApiProperty({ required: false, description: 'How many there are' })
  jurors?: number;

  @ApiProperty({ type: SizeDto })
  longList: SizeDto;

  @ApiProperty({ type: SizeDto })
  shortList: SizeDto;

  @ApiProperty()
  discussBelow: number;

  @ApiProperty()
  nominatorsKeptDays: number;

  @ApiProperty()
  tiesKeptDays: number;

  @ApiProperty({ type: [PhaseDeadlineDto] })
  deadlines: PhaseDeadlineDto[];

  @ApiProperty({ type: [FollowUpDto] })
  followUps: FollowUpDto[];

  @ApiProperty({ enum: ['draft', 'open', 'announced'] })
  status: 'draft' | 'open' | 'announced';

  @ApiProperty({ required: false, format: 'date-time' })
  openedAt?: string;

  @ApiProperty({ required: false, type: [CommitmentDto] })
  commitments?: CommitmentDto[];

  @ApiProperty({ required: false, type: AnnouncedListDto })
  longListed?: AnnouncedListDto;

  @ApiProperty({ required: false, type: AnnouncedListDto })
  shortListed?: AnnouncedListDto;

  @ApiProperty({ required: false, type: ListedDto })
  winner?: ListedDto;

  @ApiProperty({ required: false, format: 'date-time' })
  announcedAt?: string;
}
