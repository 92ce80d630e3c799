import { greatCircleKm, municipality } from '@kraftsamling/geography';
import { DateTime } from 'luxon';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { areOpen } from '../resource/hours.ts';
import type { Hours } from '../resource/hours.ts';
import type { Resource } from '../resource/resource.state.ts';
import { isOpen } from './booking.ts';
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
const dayMinutes = 24 * 60;
const stepMinutes = 30;
export const mostDays = 14;
const shifts = Array.from({ length: (mostDays * dayMinutes) / stepMinutes }, (_, n) => (n + 1) * stepMinutes).flatMap(
  (minutes) => [minutes, -minutes],
);
/** When a resource without hours is proposed at another time: not in the middle of the night, unless that is what was asked for. */
const daytime: Hours = { from: '08:00', to: '21:00' };
const aroundTheClock: Hours = { from: '00:00', to: '24:00' };

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
  const isFree = freeBeside(resources.flatMap((known) => known.busy));
  // Whoever asks for what is over may be offered what is over, too.
  const mayBeOver = sessions.some(({ start }) => start < now);
  const usual = sessions.every((session) => areOpen(daytime, session)) ? daytime : aroundTheClock;
  const mayBeAt = (session: Interval): boolean => {
    const day = dayOf(session.start);
    return (
      (mayBeOver || session.start >= now) &&
      periods.every(({ from, to }) => from <= day && day <= to) &&
      resources.every(({ resource: { hours } }) => areOpen(hours ?? usual, session))
    );
  };

  const found: Alternative[] = [];
  const moveBy = mover(sessions);
  for (const minutesLater of shifts) {
    const moved = moveBy(minutesLater);
    if (!moved.every(isFree) || !moved.every(mayBeAt) || !areDisjoint(moved)) continue;
    found.push({ kind: 'time', minutesLater, sessions: moved, resourceIds: resources.map(({ id }) => id) });
    if (found.length === wanted) break;
  }
  return found;
}

/** Moves all sessions by so many minutes. Whole days later it is the same time on Swedish clocks, also when these have been changed. */
function mover(sessions: readonly Interval[]): (minutesLater: number) => readonly Interval[] {
  const daysLater = new Map<number, readonly Interval[]>();
  return (minutesLater) => {
    const days = Math.trunc(minutesLater / dayMinutes);
    const moved = daysLater.get(days) ?? sessions.map((each) => movedTo(localTimeLater(each.start, days), each));
    daysLater.set(days, moved);
    const ms = (minutesLater % dayMinutes) * 60_000;
    return moved.map((each) => movedTo(each.start.getTime() + ms, each));
  };
}

function localTimeLater(instant: Date, days: number): number {
  return DateTime.fromJSDate(instant, { zone }).plus({ days }).toMillis();
}

function movedTo(start: number, { start: before, end }: Interval): Interval {
  return { start: new Date(start), end: new Date(start + end.getTime() - before.getTime()) };
}

/** The sessions of an hour that summer time took away move into the next one, which may be taken. */
function areDisjoint(sessions: readonly Interval[]): boolean {
  return sessions.every((session, at) => at === 0 || (sessions[at - 1]?.end ?? 0) <= session.start);
}

/** What is not free gives way to the nearest that is free and can stand in for it; to each of them only once. */
function otherPlaces({ resources, sessions, capacity }: Asked, others: readonly Known[]): Alternative[] {
  const isFreeThen = ({ resource, busy }: Known): boolean => {
    const isFree = freeBeside(busy);
    return sessions.every((session) => isFree(session) && isOpen(resource, session));
  };
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

/** Says of a session whether it overlaps nothing of this. Hundreds of sessions are tried at a thousand times, so it is looked up, not looked through. */
function freeBeside(busy: readonly Interval[]): (session: Interval) => boolean {
  const taken: { readonly start: number; end: number }[] = [];
  const inOrder = busy.map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));
  for (const each of inOrder.sort((one, other) => one.start - other.start)) {
    const last = taken.at(-1);
    if (last && each.start <= last.end) last.end = Math.max(last.end, each.end);
    else taken.push(each);
  }

  return (session) => {
    const start = session.start.getTime();
    let [from, to] = [0, taken.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((taken[middle]?.end ?? 0) > start) to = middle;
      else from = middle + 1;
    }
    return (taken[from]?.start ?? Infinity) >= session.end.getTime();
  };
}

function distance({ resource: one }: Place, { resource: other }: Place): number {
  return greatCircleKm(whereIs(one), whereIs(other));
}

/** What does not say where it is, is in the middle of its municipality. */
function whereIs({ position, municipality: code }: Resource): readonly [longitude: number, latitude: number] {
  return position ? [position.longitude, position.latitude] : municipality(code).centroid;
}
