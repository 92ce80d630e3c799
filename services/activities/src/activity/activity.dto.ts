import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import {
  Day,
  Days,
  Flag,
  Id,
  Ids,
  Languages,
  Line,
  LocalTime,
  OneOf,
  Part,
  Parts,
  PlaceCode,
  Slug,
  Slugs,
  Text,
  WebAddress,
  WholeNumber,
} from '@kraftsamling/service/fields';
import { ArrayMaxSize, IsNumber, Max, Min } from 'class-validator';
import { modes } from './mode.ts';
import { statuses } from './activity.state.ts';
import type { Mode } from './mode.ts';
import type { Activity } from './activity.state.ts';
import { evidences } from './report.ts';
import type { Evidence } from './report.ts';
import type { Recurrence } from './session.ts';

/** Swedish, and as wanted English and the national minority languages. */
export class LocalisedLineDto {
  @Line(200, { example: 'Kom igång med e-legitimation' })
  sv: string;

  @Line(200, { optional: true, example: 'Getting started with e-identification' })
  en?: string;

  @Line(200, { optional: true, example: 'Sähköinen tunnistautuminen' })
  fi?: string;

  @Line(200, { optional: true, example: 'E-legitimasjuuni' })
  fit?: string;

  @Line(200, { optional: true, example: 'E-legitimacija' })
  rom?: string;

  @Line(200, { optional: true, example: 'E-legitimašuvdna' })
  se?: string;

  @Line(200, { optional: true, example: 'E-legitimasjovne' })
  sma?: string;

  @Line(200, { optional: true, example: 'E-legitimásjåvnnå' })
  smj?: string;

  @Line(200, { optional: true, example: 'עלעקטראָנישע לעגיטימאַציע' })
  yi?: string;
}

export class LocalisedTextDto {
  @Text(4000, { example: 'Vi hjälper dig att skaffa e-legitimation. Ta med giltig id-handling.' })
  sv: string;

  @Text(4000, { optional: true, example: 'We help you to get an e-identification. Bring your identity card.' })
  en?: string;

  @Text(4000, { optional: true, example: 'Autamme sinua. Ota henkilöllisyystodistus mukaan.' })
  fi?: string;

  @Text(4000, { optional: true, example: 'Met autama sinua.' })
  fit?: string;

  @Text(4000, { optional: true, example: 'Ame žutinas tut.' })
  rom?: string;

  @Text(4000, { optional: true, example: 'Mii veahkehat du.' })
  se?: string;

  @Text(4000, { optional: true, example: 'Mijjieh dutnem viehkiehtibie.' })
  sma?: string;

  @Text(4000, { optional: true, example: 'Mij viehkedip duv.' })
  smj?: string;

  @Text(4000, { optional: true, example: 'מיר העלפֿן אײַך.' })
  yi?: string;
}

export class PositionDto {
  @ApiProperty({ type: Number, minimum: -90, maximum: 90, example: 60.4858 })
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude: number;

  @ApiProperty({ type: Number, minimum: -180, maximum: 180, example: 15.4364 })
  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude: number;
}

export class VenueDto {
  @Line(200, { example: 'Borlänge bibliotek, Röda rummet' })
  name: string;

  @Line(200, { optional: true, example: 'Hagavägen 1, 784 34 Borlänge' })
  address?: string;

  @Part(() => PositionDto, { optional: true })
  position?: PositionDto;

  @Slugs({ example: ['step-free', 'hearing-loop'] })
  accessibility: string[];
}

export class RecurrenceDto {
  @OneOf(['day', 'week', 'two-weeks'])
  every: Recurrence['every'];

  @Day({ example: '2024-11-16', description: 'The last day on which a session may begin' })
  until: string;

  @Days({ optional: true, example: ['2024-11-02'] })
  except?: string[];
}

export class StatedSessionDto {
  @Line(10, { optional: true, example: '1', description: 'When amending: which session is moved' })
  id?: string;

  @LocalTime({ description: 'Local time in Sweden. In the hour that summer time ends with, with its offset' })
  start: string;

  @LocalTime({ example: '2024-11-15T12:00' })
  end: string;

  @Part(() => RecurrenceDto, { optional: true, description: 'At the same local time on other days' })
  repeats?: RecurrenceDto;
}

/** Says that unusual numbers are right. */
export function ConfirmUnusual(): PropertyDecorator {
  const description =
    'Whoever sends an unusual number is asked back (`unusual-number`), and says so here if it is right';
  return Flag({ optional: true, example: false, description });
}

/** Each of them is a row in public figures. */
const mostWords = 10;

/** What organisers say of an activity. */
export class NewActivityDto {
  @Part(() => LocalisedLineDto)
  title: LocalisedLineDto;

  @Part(() => LocalisedTextDto, { optional: true })
  description?: LocalisedTextDto;

  @Slug({ example: 'drop-in' })
  form: string;

  @Slugs({ example: ['e-identification'] })
  @ArrayMaxSize(mostWords)
  topics: string[];

  @Slugs({ example: ['senior-citizens'] })
  @ArrayMaxSize(mostWords)
  targetGroups: string[];

  @Languages()
  languages: string[];

  @OneOf(modes)
  mode: Mode;

  @PlaceCode(4)
  municipality: string;

  @Part(() => VenueDto, { optional: true, description: 'Where it takes place, unless it is online' })
  venue?: VenueDto;

  @Id({ optional: true, description: 'Instead of `venue`: a venue that is booked here' })
  venueId?: string;

  @WebAddress({ optional: true, example: 'https://meet.example.org/e-legitimation' })
  onlineAddress?: string;

  @Parts(() => StatedSessionDto, 400)
  sessions: StatedSessionDto[];

  @WholeNumber(1, 1_000_000, { optional: true, example: 40 })
  capacity?: number;

  @Flag()
  freeOfCharge: boolean;

  @Ids(1, 20, {
    description:
      'Organisations, the one that plans it first. Whom an organisation names beside itself shows when they agree',
  })
  organisers: string[];

  @Slugs({ example: ['digitalidag-2024'], description: 'People are counted once, however many campaigns there are' })
  @ArrayMaxSize(10)
  campaigns: string[];

  @Id({ optional: true, description: 'The case of matchmaking that it came from' })
  caseId?: string;

  @Part(() => LocalisedTextDto, { optional: true, description: 'Help that is on offer all year' })
  yearRoundHelp?: LocalisedTextDto;

  @ConfirmUnusual()
  confirmUnusual?: boolean;
}

/** The fields that are given. Sessions are given all together, or not at all. */
export class ActivityAmendmentDto extends PartialType(NewActivityDto, { skipNullProperties: false }) {}

export class CancellationDto {
  @Slug({ example: 'illness', description: 'A word for the statistics, never a text about somebody' })
  reason: string;
}

const most = 10_000_000;

export class AttendanceDto {
  @WholeNumber(0, most, { example: 40 })
  people: number;

  @OneOf(evidences)
  evidence: Evidence;

  @WholeNumber(0, most, { optional: true, example: 40, description: 'Of an estimate: how few it may have been' })
  lower?: number;

  @WholeNumber(0, most, { optional: true, example: 40, description: 'Of an estimate: how many it may have been' })
  upper?: number;
}

export class GroupDto {
  @Slug({ example: 'senior-citizens' })
  targetGroup: string;

  @WholeNumber(0, most, { example: 31 })
  people: number;
}

export class ReportDto {
  @Part(() => AttendanceDto, { optional: true, description: 'Unless it was held online' })
  onSite?: AttendanceDto;

  @Part(() => AttendanceDto, { optional: true, description: 'Unless it was held on site' })
  online?: AttendanceDto;

  @Parts(() => GroupDto, 100, { description: 'Where known. Everybody is in one group at most' })
  targetGroups: GroupDto[];

  @WholeNumber(0, most, {
    optional: true,
    example: 28,
    description: 'People who say that they have developed their digital competence',
  })
  developedCompetence?: number;

  @WholeNumber(0, most, { example: 2 })
  staffTrained: number;

  @WholeNumber(0, most, { example: 1 })
  volunteersTrained: number;

  @Text(4000, { optional: true, example: 'Två coacher per bord, och tid för frågor efteråt.' })
  method?: string;

  @Text(4000, { optional: true, example: 'Boka en större lokal: alla fick inte plats.' })
  lessons?: string;

  @ConfirmUnusual()
  confirmUnusual?: boolean;
}

export class SessionDto {
  @ApiProperty({ example: '1' })
  id: string;

  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;

  @ApiProperty({ example: '2024-11-15T10:00', description: 'What clocks in Sweden show' })
  localStart: string;

  @ApiProperty({ example: '2024-11-15T12:00' })
  localEnd: string;
}

export class KnownVenueDto extends VenueDto {
  @ApiProperty({ required: false, description: 'Where it is a venue that is booked here' })
  resourceId?: string;
}

export class BoundedAttendanceDto {
  @ApiProperty({ example: 40 })
  people: number;

  @ApiProperty({ example: 40 })
  lower: number;

  @ApiProperty({ example: 40 })
  upper: number;

  @ApiProperty({ enum: [...evidences] })
  evidence: Evidence;
}

export class KnownReportDto extends OmitType(ReportDto, ['onSite', 'online', 'confirmUnusual']) {
  @ApiProperty({ type: BoundedAttendanceDto })
  onSite: BoundedAttendanceDto;

  @ApiProperty({ type: BoundedAttendanceDto })
  online: BoundedAttendanceDto;

  @ApiProperty({
    type: [GroupDto],
    description:
      'To others than its organisers and staff of the place without groups of fewer than five, and without any where such a one would follow when the others are taken away from all',
  })
  override targetGroups: GroupDto[];

  @ApiProperty({ required: false, description: 'It has unusual numbers that the secretariat has still to confirm' })
  awaitingConfirmation?: boolean;
}

/** A booking that the owner of one of its resources has refused or taken back. */
export class RecalledBookingDto {
  @ApiProperty({ example: '01924b12-0b7e-7c55-b1d2-c0a4e6f81923' })
  bookingId: string;

  @ApiProperty({ example: ['01924b0f-1d52-7a06-8c3e-7f2a90b1c4d8'] })
  resourceIds: string[];

  @ApiProperty({ example: 'renovation' })
  reason: string;

  @ApiProperty({ format: 'date-time' })
  recalledAt: string;
}

export class ActivityDto extends OmitType(NewActivityDto, ['sessions', 'venue', 'venueId', 'confirmUnusual']) {
  @ApiProperty({ example: '01924b10-6c3a-7e21-9a40-2b8d51c7f390' })
  id: string;

  @ApiProperty({ example: '20' })
  county: string;

  @ApiProperty({ type: KnownVenueDto, required: false })
  venue?: KnownVenueDto;

  @ApiProperty({ type: [SessionDto] })
  sessions: SessionDto[];

  @ApiProperty({
    example: [],
    description: 'Those of its campaigns on none of whose days it takes place: it is year-round work there',
  })
  yearRoundIn: string[];

  @ApiProperty()
  offersYearRoundHelp: boolean;

  @ApiProperty({ enum: [...statuses] })
  status: Activity['status'];

  @ApiProperty({ format: 'date-time' })
  plannedAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  publishedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  cancelledAt?: string;

  @ApiProperty({ required: false, example: 'illness' })
  cancellationReason?: string;

  @ApiProperty({ format: 'date-time', required: false })
  reportedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  correctedAt?: string;

  @ApiProperty({ type: KnownReportDto, required: false })
  report?: KnownReportDto;

  @ApiProperty({
    required: false,
    example: ['/onSite'],
    description: 'Numbers of its report that await confirmation; for those who may change it',
  })
  unusual?: string[];

  @ApiProperty({
    required: false,
    example: ['01924b12-0b7e-7c55-b1d2-c0a4e6f81923'],
    description: 'What is held or confirmed for it; for those who may change it',
  })
  bookings?: string[];

  @ApiProperty({
    required: false,
    example: [],
    description: 'Organisations that have not agreed to organise it yet; for those who may change it',
  })
  invited?: string[];

  @ApiProperty({
    type: [RecalledBookingDto],
    required: false,
    description: 'What the owners of venues and coaches have refused or taken back; for those who may change it',
  })
  recalled?: RecalledBookingDto[];
}

export class ActivityQuery extends PageQuery {
  @OneOf(statuses, { optional: true })
  status?: Activity['status'];

  @Slug({ optional: true, example: 'digitalidag-2024' })
  campaign?: string;

  @PlaceCode(4, { optional: true })
  municipality?: string;

  @PlaceCode(2, { optional: true })
  county?: string;

  @Id({ optional: true })
  organisation?: string;

  @Slug({ optional: true, example: 'drop-in' })
  form?: string;

  @OneOf(['true', 'false'], { optional: true, description: 'Whether its report has unusual numbers to be confirmed' })
  awaitingConfirmation?: 'true' | 'false';
}

/** An input error, under the name that the API's description has for it; `faults` below is on the wire too. Both stay. */
export class FaultDto {
  @ApiProperty({ example: '/sessions' })
  pointer: string;

  @ApiProperty({ example: 'outside-counting-period' })
  code: string;

  @ApiProperty()
  detail: string;
}

/** An activity that its campaign's rules, as they are now, would refuse or mark otherwise. */
export class AffectedActivityDto {
  @ApiProperty({ example: '01924b10-6c3a-7e21-9a40-2b8d51c7f390' })
  id: string;

  @ApiProperty({ type: LocalisedLineDto })
  title: LocalisedLineDto;

  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ example: ['01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f'] })
  organisers: string[];

  @ApiProperty({ enum: ['planned', 'published'] })
  status: Activity['status'];

  @ApiProperty({ type: [FaultDto], description: 'What the rules would refuse; empty where only the mark is old' })
  faults: FaultDto[];

  @ApiProperty({ required: false, description: 'Whether it is year-round work now; publish it again to mark it so' })
  yearRound?: boolean;
}
