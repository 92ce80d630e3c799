import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { BookingData } from '@kraftsamling/contracts';
import type { Stored } from '@kraftsamling/messaging';
import {
  Allow,
  AnswersCreated,
  AnswersVersioned,
  Caller,
  ConflictOffers,
  created,
  Idempotent,
  versioned,
  IfMatch,
} from '@kraftsamling/service';
import type { Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import type { Booking } from './booking.ts';
import { AlternativeDto, BookingDto, NewBookingDto, RecallDto } from './booking.dto.ts';
import { BookingsService } from './bookings.service.ts';
import { publicBooking } from './public-booking.ts';

@ApiTags('bookings')
@Controller('v1/bookings')
@Allow('organisation', 'municipality', 'coordinator', 'secretariat')
export class BookingsController {
  constructor(private readonly bookings: BookingsService) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Holds resources during all sessions of an activity, for some minutes' })
  @AnswersCreated(BookingDto)
  @ConflictOffers(
    'alternatives',
    AlternativeDto,
    'Some of it cannot be had then; `alternatives` has up to three that can',
  )
  async hold(@Caller() caller: Principal, @Body() body: NewBookingDto): Promise<Representation<BookingData>> {
    const booking = await this.bookings.hold(caller, stated(body));
    return created(`/v1/bookings/${booking.id}`, booking.version, shown(booking));
  }

  @Get(':id')
  @ApiOperation({ summary: 'For those who booked, those whose resources it has, and those who look after them' })
  @AnswersVersioned(BookingDto)
  async get(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<BookingData>> {
    const booking = await this.bookings.seenBy(caller, id);
    return versioned(booking.version, shown(booking));
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Books for good what is held' })
  @AnswersVersioned(BookingDto)
  async confirm(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<BookingData>> {
    const booking = await this.bookings.confirm(caller, id, version);
    return versioned(booking.version, shown(booking));
  }

  @Post(':id/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets the activity have a resource that is bookable on approval; for its owner' })
  @AnswersVersioned(BookingDto)
  async approve(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<BookingData>> {
    const booking = await this.bookings.approve(caller, id, version);
    return versioned(booking.version, shown(booking));
  }

  @Post(':id/recall')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Refuses a hold, or takes a confirmed booking back in good time; for the owner of one of its resources',
  })
  @AnswersVersioned(BookingDto)
  async recall(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { reason }: RecallDto,
  ): Promise<Representation<BookingData>> {
    const booking = await this.bookings.recall(caller, id, reason, version);
    return versioned(booking.version, shown(booking));
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Gives the resources back' })
  @AnswersVersioned(BookingDto)
  async release(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<BookingData>> {
    const booking = await this.bookings.release(caller, id, version);
    return versioned(booking.version, shown(booking));
  }
}

function shown({ id, state }: Stored<Booking>): BookingData {
  return publicBooking(state, id);
}
