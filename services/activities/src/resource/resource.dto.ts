import { ApiProperty, OmitType } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { Id, Ids, Languages, Line, OneOf, Part, PlaceCode, Slugs, WholeNumber } from '@kraftsamling/service/fields';
import type { Stated } from '@kraftsamling/service/fields';
import { Matches } from 'class-validator';
import { ConfirmUnusual, PositionDto } from '../activity/activity.dto.ts';
import type { Sure } from '../activity/report.ts';
import { bookableBy, resourceKinds, resourceStatuses, usualNoticeDays } from './resource.state.ts';
import type { Resource, ResourceProfile } from './resource.state.ts';

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;
const endOfDay = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

export class HoursDto {
  @ApiProperty({ example: '08:00', pattern: timeOfDay.source })
  @Matches(timeOfDay)
  from: string;

  @ApiProperty({ example: '20:00', pattern: endOfDay.source })
  @Matches(endOfDay)
  to: string;
}

export class ResourceAmendmentDto {
  @Line(200, { optional: true, example: 'Borlänge bibliotek, Röda rummet', description: 'Of a venue' })
  name?: string;

  @Line(200, { optional: true, example: 'Hagavägen 1, 784 34 Borlänge', description: 'Of a venue' })
  address?: string;

  @Part(() => PositionDto, { optional: true, description: 'Of a venue' })
  position?: PositionDto;

  @WholeNumber(1, 100_000, { optional: true, example: 40, description: 'Of a venue: how many people it takes' })
  capacity?: number;

  @Slugs({ optional: true, example: ['step-free', 'hearing-loop'] })
  accessibility?: string[];

  @Languages({ optional: true, description: 'That a coach speaks' })
  languages?: string[];

  @Slugs({ optional: true, example: ['e-identification'], description: 'That a coach knows' })
  topics?: string[];

  @Part(() => HoursDto, {
    optional: true,
    description:
      'When it can be booked, every day, as Swedish clocks show it, also into the next day: 18:00 to 02:00. Left out: at any time',
  })
  hours?: HoursDto;

  @OneOf(bookableBy, {
    optional: true,
    description:
      'Who may book it: anyone, if it is left out. Its owner and those who are named under `bookers` always may',
  })
  bookableBy?: (typeof bookableBy)[number];

  @Ids(0, 100, { optional: true, description: 'Organisations that may book it without asking' })
  bookers?: string[];

  @WholeNumber(0, 365, {
    optional: true,
    example: usualNoticeDays,
    description:
      'How many days before an activity begins its owner may still take a confirmed booking back. Left out: a week',
  })
  noticeDays?: number;

  @ConfirmUnusual()
  confirmUnusual?: boolean;
}

export class NewResourceDto extends ResourceAmendmentDto {
  @OneOf(resourceKinds)
  kind: Resource['kind'];

  @Id({ description: 'Whose it is' })
  organisationId: string;

  @PlaceCode(4)
  municipality: string;
}

export class ResourceDto extends OmitType(NewResourceDto, ['accessibility', 'languages', 'topics']) {
  @ApiProperty({ example: '01924b0f-1d52-7a06-8c3e-7f2a90b1c4d8' })
  id: string;

  @ApiProperty({ example: '20' })
  county: string;

  @ApiProperty({ example: ['step-free', 'hearing-loop'] })
  accessibility: string[];

  @ApiProperty({ example: ['sv'] })
  languages: string[];

  @ApiProperty({ example: ['e-identification'] })
  topics: string[];

  @ApiProperty({ enum: [...resourceStatuses] })
  status: Resource['status'];

  @ApiProperty({ format: 'date-time' })
  addedAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  retiredAt?: string;
}

export class ResourceQuery extends PageQuery {
  @OneOf(resourceKinds, { optional: true })
  kind?: Resource['kind'];

  @OneOf(resourceStatuses, { optional: true })
  status?: Resource['status'];

  @PlaceCode(4, { optional: true })
  municipality?: string;

  @PlaceCode(2, { optional: true })
  county?: string;

  @Id({ optional: true })
  organisation?: string;
}

/** What a body says about a resource, with what is meant where nothing is said. */
export function profileFrom(body: Stated<NewResourceDto>): ResourceProfile & Sure {
  return { accessibility: [], languages: [], topics: [], ...body };
}
