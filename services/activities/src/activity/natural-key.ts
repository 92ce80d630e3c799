import { dayOf } from '@kraftsamling/service/calendar-day';
import type { Plan } from './activity.state.ts';

/** Two live activities are the same one when they have the same title, begin on the same day and are at the same place. */
export function naturalKeyOf({ title, municipality, venue, organisers, sessions }: Plan): string {
  const [first] = sessions;
  const day = first ? dayOf(first.start) : '';
  const place = venue ? normalizedName(venue.name) : `online:${organisers[0] ?? ''}`;
  return [municipality, day, normalizedName(title.sv), place].join('|');
}

/** A name as it is compared: case, spaces and punctuation aside. */
export function normalizedName(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLocaleLowerCase('sv')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? [name]).join(' ');
}
