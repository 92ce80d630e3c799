import { greatCircleKm, municipality } from '@kraftsamling/geography';
import { DateTime } from 'luxon';
import { dayOf } from '../activity/time.ts';
import { areOpen } from '../resource/hours.ts';
import type { Hours } from '../resource/hours.ts';
import type { Resource } from '../resource/resource.ts';
import { isOpen } from './booking.ts';
import { overlap } from './calendar.ts';
import type { Interval } from './calendar.ts';

export interface Place {
  readonly id: string;
  readonly resource: Resource;
}

/** A resource with all that it is taken for. */
export interface Known extends Place {
  readonly busy: readonly Interval[];
}

/** What was asked for and cannot be had. */
export interface Asked {
  readonly resources: readonly Known[];
  readonly sessions: readonly Interval[];
  /** How many people are to fit in; as many as into the venue that was asked for, if nobody has said. */
  readonly capacity?: number;
}

/** In what an alternative has to keep. */
export interface Limits {
  readonly now: Date;
  /** Swedish days: a session on any other would not be published. */
  readonly periods: readonly { readonly from: string; readonly to: string }[];
  /** False when the sessions cannot be moved. */
  readonly movable: boolean;
}

/** The same resources at another time, or the same time with other resources. */
export type Alternative =
  | (Offer & { readonly kind: 'time'; readonly minutesLater: number })
  | (Offer & { readonly kind: 'place'; readonly distanceKm: number });

interface Offer {
  readonly resourceIds: readonly string[];
  readonly sessions: readonly Interval[];
}

const wanted = 3;
const wantedByTime = 2;
const zone = 'Europe/Stockholm';
const stepMinutes = 30;
const dayMinutes = 24 * 60;
export const mostDays = 14;
/** When a resource without hours is proposed at another time: not in the middle of the night. */
const daytime: Hours = { from: '08:00', to: '21:00' };

/** Two at the nearest other times and one at the nearest other place; where there is too little of one, more of the other. */
export function alternatives(asked: Asked, others: readonly Known[], limits: Limits): Alternative[] {
  const times = otherTimes(asked, limits);
  const places = otherPlaces(asked, others);
  const byTime = times.slice(0, Math.max(wantedByTime, wanted - places.length));
  return [...byTime, ...places.slice(0, wanted - byTime.length)];
}

/** Nearest first, and of two that are as near the later one. Each session is moved as much as the others. */
function otherTimes({ resources, sessions }: Asked, { now, periods, movable }: Limits): Alternative[] {
  if (!movable) return [];
  const starts = sessions.map(({ start }) => start.getTime());
  // Whoever asks for what is over may be told of what is over, too.
  const earliest = Math.min(now.getTime(), ...starts);

  const mayBeAt = (session: Interval): boolean => {
    if (session.start.getTime() < earliest || !resources.every(({ busy }) => isFree(busy, session))) return false;
    const day = dayOf(session.start);
    return (
      periods.every(({ from, to }) => from <= day && day <= to) &&
      resources.every(({ resource: { hours } }) => areOpen(hours ?? daytime, session))
    );
  };

  const found: Alternative[] = [];
  for (let minutes = stepMinutes; minutes <= mostDays * dayMinutes && found.length < wanted; minutes += stepMinutes)
    for (const minutesLater of [minutes, -minutes]) {
      const moved = movedTo(sessions, minutesLater, mayBeAt);
      if (moved)
        found.push({ kind: 'time', minutesLater, sessions: moved, resourceIds: resources.map(({ id }) => id) });
    }
  return found;
}

/** All of them moved, or nothing as soon as one of them may not be there. */
function movedTo(
  sessions: readonly Interval[],
  minutesLater: number,
  mayBeAt: (session: Interval) => boolean,
): Interval[] | undefined {
  const moved: Interval[] = [];
  for (const session of sessions) {
    const start = later(session.start, minutesLater);
    const end = new Date(start.getTime() + session.end.getTime() - session.start.getTime());
    const previous = moved.at(-1);
    if ((previous && previous.end > start) || !mayBeAt({ start, end })) return undefined;
    moved.push({ start, end });
  }
  return moved;
}

/** Whole days later it is the same time on Swedish clocks, also when they have been changed in between. */
function later(instant: Date, minutes: number): Date {
  return DateTime.fromJSDate(instant, { zone })
    .plus({ days: Math.trunc(minutes / dayMinutes) })
    .plus({ minutes: minutes % dayMinutes })
    .toJSDate();
}

/** What is not free gives way to the nearest that is free and can stand in for it; to each of them only once. */
function otherPlaces({ resources, sessions, capacity }: Asked, others: readonly Known[]): Alternative[] {
  const isFreeThen = ({ resource, busy }: Known): boolean =>
    sessions.every((session) => isOpen(resource, session) && isFree(busy, session));
  const taken = resources.filter((known) => !isFreeThen(known));
  const free = new Map(others.filter(isFreeThen).map((known) => [known.id, known]));
  for (const { id } of resources) free.delete(id);

  const found: Alternative[] = [];
  while (taken.length > 0 && found.length < wanted) {
    const standIns = new Map<string, Known>();
    for (const place of taken) {
      const [nearest] = standInsFor(place, [...free.values()], capacity);
      if (!nearest) return found;
      free.delete(nearest.id);
      standIns.set(place.id, nearest);
    }
    found.push({
      kind: 'place',
      distanceKm: Math.max(...taken.map((place) => distance(place, standIns.get(place.id) ?? place))),
      resourceIds: resources.map(({ id }) => standIns.get(id)?.id ?? id),
      sessions,
    });
  }
  return found;
}

/** Those that can be had in its place, nearest first. */
export function standInsFor<R extends Place>(place: Place, others: readonly R[], capacity?: number): R[] {
  return others
    .filter(({ resource }) => canStandInFor(place.resource, resource, capacity))
    .sort((one, other) => distance(place, one) - distance(place, other) || (one.id < other.id ? -1 : 1));
}

/** Of the same kind, for as many people, and with everything that the other one is known for. */
function canStandInFor(place: Resource, other: Resource, capacity = place.capacity ?? 0): boolean {
  const hasAll = (of: 'accessibility' | 'languages' | 'topics') => place[of].every((each) => other[of].includes(each));
  return (
    other.status === 'available' &&
    other.kind === place.kind &&
    (other.kind === 'coach' || (other.capacity ?? 0) >= capacity) &&
    hasAll('accessibility') &&
    hasAll('languages') &&
    hasAll('topics')
  );
}

function isFree(busy: readonly Interval[], session: Interval): boolean {
  return !busy.some((each) => overlap(each, session));
}

function distance({ resource: one }: Place, { resource: other }: Place): number {
  return greatCircleKm(whereIs(one), whereIs(other));
}

/** What does not say where it is, is in the middle of its municipality. */
function whereIs({ position, municipality: code }: Resource): readonly [longitude: number, latitude: number] {
  return position ? [position.longitude, position.latitude] : municipality(code).centroid;
}
