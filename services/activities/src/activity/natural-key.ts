import { dayOf } from '@kraftsamling/service/calendar-day';
import { isPublic } from './activity.state.ts';
import type { Activity, Plan } from './activity.state.ts';

/** Two live activities are the same one when they have the same title, begin on the same day and are at the same place. */
export function naturalKeyOf({ title, municipality, venue, organisers, sessions }: Plan): string {
  const [first] = sessions;
  const day = first ? dayOf(first.start) : '';
  const place = venue ? normalizedName(venue.name) : `online:${organisers[0] ?? ''}`;
  return [municipality, day, normalizedName(title.sv), place].join('|');
}

/** What no two live activities have in common. What is only planned is there for its organiser alone: nobody else runs into it. */
export function uniqueKeyOf(activity: Activity): string {
  const naturalKey = naturalKeyOf(activity);
  return isPublic(activity) ? naturalKey : `${naturalKey}|planned:${activity.organisers[0] ?? ''}`;
}

/** A name as it is compared: case, spaces and punctuation aside. */
export function normalizedName(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLocaleLowerCase('sv')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? [name]).join(' ');
}
