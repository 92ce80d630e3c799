import { ApiProperty } from '@nestjs/swagger';
import { Day, Id, Ids, Slug } from '@kraftsamling/service/fields';
import { ConfirmUnusual } from '../activity/activity.dto.ts';
import { bookingStatuses } from './booking.ts';
import type { Booking } from './booking.ts';

const exampleResource = '01924b0f-1d52-7a06-8c3e-7f2a90b1c4d8';
const exampleActivity = '01924b10-6c3a-7e21-9a40-2b8d51c7f390';

export class NewBookingDto {
  @Id({ example: exampleActivity, description: 'During its sessions the resources are booked' })
  activityId: string;

  @Ids(1, 10, { example: [exampleResource], description: 'All of them or none' })
  resourceIds: string[];

  @ConfirmUnusual()
  confirmUnusual?: boolean;
}

export class RecallDto {
  @Slug({ example: 'renovation', description: 'Its organisers see it' })
  reason: string;
}

export class IntervalDto {
  @ApiProperty({ format: 'date-time', example: '2024-11-15T09:00:00.000Z' })
  start: string;

  @ApiProperty({ format: 'date-time', example: '2024-11-15T11:00:00.000Z' })
  end: string;
}

class LocalIntervalDto extends IntervalDto {
  @ApiProperty({ example: '2024-11-15T10:00', description: 'In Sweden' })
  localStart: string;

  @ApiProperty({ example: '2024-11-15T12:00', description: 'In Sweden' })
  localEnd: string;
}

/** The same resources at another time, or the same time with other resources. */
export class AlternativeDto {
  @ApiProperty({ enum: ['time', 'place'] })
  kind: 'time' | 'place';

  @ApiProperty({ example: ['01920000-0000-7000-8000-000000000000'] })
  resourceIds: string[];

  @ApiProperty({ type: [LocalIntervalDto] })
  sessions: LocalIntervalDto[];

  @ApiProperty({
    type: 'integer',
    required: false,
    example: 30,
    description: 'Of another time; less than 0 is earlier',
  })
  minutesLater?: number;

  @ApiProperty({ type: 'number', required: false, example: 1.2, description: 'Of another place' })
  distanceKm?: number;
}

export class BookingDto {
  @ApiProperty({ example: '01924b12-0b7e-7c55-b1d2-c0a4e6f81923' })
  id: string;

  @ApiProperty({ example: exampleActivity })
  activityId: string;

  @ApiProperty({ example: [exampleResource] })
  resourceIds: string[];

  @ApiProperty({ type: [IntervalDto] })
  sessions: IntervalDto[];

  @ApiProperty({ enum: [...bookingStatuses] })
  status: Booking['status'];

  @ApiProperty({ format: 'date-time' })
  heldAt: string;

  @ApiProperty({ format: 'date-time', description: 'Until then it can be confirmed' })
  heldUntil: string;

  @ApiProperty({ format: 'date-time', required: false })
  confirmedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  endedAt?: string;

  @ApiProperty({ required: false, example: [], description: 'While it is held: what owners have still to approve' })
  awaiting?: string[];

  @ApiProperty({ required: false, example: 'renovation', description: 'Why an owner has refused or recalled it' })
  reason?: string;
}

export class CalendarQuery {
  @Day({ optional: true, description: 'Left out: today' })
  from?: string;

  @Day({ optional: true, example: '2024-12-15', description: 'The last day; left out: 30 days later' })
  to?: string;
}

/** A time at which a resource is taken. By what, those see whose it is and those who look after it. */
export class TakenDto extends IntervalDto {
  @ApiProperty({ enum: ['held', 'confirmed'] })
  status: 'held' | 'confirmed';

  @ApiProperty({ required: false, example: '01924b12-0b7e-7c55-b1d2-c0a4e6f81923' })
  bookingId?: string;

  @ApiProperty({ required: false, example: exampleActivity })
  activityId?: string;
}

export class CalendarDto {
  @ApiProperty({ format: 'date', example: '2024-11-15' })
  from: string;

  @ApiProperty({ format: 'date', example: '2024-12-15' })
  to: string;

  @ApiProperty({ type: [TakenDto] })
  taken: TakenDto[];
}
