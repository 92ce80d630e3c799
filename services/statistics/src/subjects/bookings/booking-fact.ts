import type { BookingData } from '@kraftsamling/contracts';
import type { FactOf } from '../../counting/fact.ts';

export interface BookingFact extends FactOf<'booking'> {
  readonly status: BookingData['status'];
}

export function bookingFact(id: string, version: number, { status }: BookingData): BookingFact {
  return { _id: `booking:${id}`, version, kind: 'booking', status };
}
