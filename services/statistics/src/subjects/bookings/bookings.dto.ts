import { ApiProperty } from '@nestjs/swagger';
import { Count } from '../rows.dto.ts';
import type { BookingCounts, BookingFiguresOfTheNetwork } from './booking-figures.ts';

class BookingCountsView implements BookingCounts {
  @Count(80)
  readonly total: number;

  @Count(62, 'Held or confirmed')
  readonly live: number;

  @Count(2)
  readonly held: number;

  @Count(60)
  readonly confirmed: number;

  @Count(11)
  readonly released: number;

  @Count(7)
  readonly expired: number;
}

export class BookingFiguresOfTheNetworkView implements BookingFiguresOfTheNetwork {
  @ApiProperty()
  readonly bookings: BookingCountsView;
}
