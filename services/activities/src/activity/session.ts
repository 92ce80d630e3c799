import type { InputError } from '@kraftsamling/messaging/decision';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { daysLater, instantOf } from './time.ts';
import type { TimeError } from './time.ts';

/** One time that an activity takes place. It keeps its id when it is moved: calendars know it by that. */
export interface Session {
  readonly id: string;
  readonly start: Date;
  readonly end: Date;
}

/** A session as people write it, in Swedish local time, alone or as the first of several. */
export interface StatedSession {
  /** Says which session is moved. */
  readonly id?: string;
  readonly start: string;
  readonly end: string;
  readonly repeats?: Recurrence;
}

export interface Recurrence {
  readonly every: 'day' | 'week' | 'two-weeks';
  /** The last day on which one may begin. */
  readonly until: string;
  readonly except?: readonly string[];
}

/** When something takes place, before it is known which session that is. */
interface Timed {
  readonly id?: string;
  readonly start: Date;
  readonly end: Date;
}

export const mostSessions = 400;
const longestHours = 24;
export const daysBetween = { day: 1, week: 7, 'two-weeks': 14 } as const satisfies Record<Recurrence['every'], number>;

/** The sessions that are meant, and everything that is wrong with them. Those that were there before keep their ids. */
export function sessionsFrom(
  stated: readonly StatedSession[],
  before: Sessions = { sessions: [], removedSessions: [] },
): { sessions: Session[]; inputErrors: InputError[] } {
  const { times, inputErrors } = timesFrom(stated);
  return { sessions: identified(times, before), inputErrors: [...inputErrors, ...idErrors(stated, before)] };
}

interface Sessions {
  readonly sessions: readonly Session[];
  readonly removedSessions: readonly Session[];
}

/** When they take place, in order. */
function timesFrom(stated: readonly StatedSession[]): { times: Timed[]; inputErrors: InputError[] } {
  const inputErrors = stated.flatMap((session, at) => recurrenceErrors(session, `/sessions/${at}`));
  const read: { timed: Timed; pointer: string }[] = [];

  for (const [at, session] of stated.entries())
    for (const occurrence of occurrencesOf(session)) {
      const timed = timedFrom(occurrence, `/sessions/${at}`);
      if (Array.isArray(timed)) {
        inputErrors.push(...timed);
        break;
      }
      read.push({ timed, pointer: `/sessions/${at}` });
      if (read.length > mostSessions)
        return {
          times: [],
          inputErrors: [inputError('/sessions', 'too-many-sessions', `At most ${mostSessions} sessions.`)],
        };
    }
  if (read.length === 0 && inputErrors.length === 0)
    inputErrors.push(inputError('/sessions', 'no-sessions', 'An activity takes place at least once.'));

  read.sort((one, other) => one.timed.start.getTime() - other.timed.start.getTime());
  return { times: read.map(({ timed }) => timed), inputErrors: [...inputErrors, ...overlapErrors(read)] };
}

/** Which of the sessions before each of these is: by its id, else by its start, else by its day. All others are new. */
function identified(times: readonly Timed[], before: Sessions): Session[] {
  const free = new Map(before.sessions.map((session) => [session.id, session]));
  const ids = times.map(({ id }) => (id !== undefined && free.delete(id) ? id : undefined));

  for (const sign of [byStart, byDay]) {
    const alike = Map.groupBy(free.values(), sign);
    for (const [at, timed] of times.entries()) {
      const same = ids[at] === undefined ? alike.get(sign(timed))?.shift() : undefined;
      if (!same) continue;
      free.delete(same.id);
      ids[at] = same.id;
    }
  }

  let last = Math.max(0, ...[...before.sessions, ...before.removedSessions].map(({ id }) => Number(id)));
  return times.map(({ start, end }, at) => ({ id: ids[at] ?? String(++last), start, end }));
}

const byStart = ({ start }: Timed): unknown => start.getTime();
const byDay = ({ start }: Timed): unknown => dayOf(start);

function idErrors(stated: readonly StatedSession[], { sessions }: Sessions): InputError[] {
  return stated.flatMap(({ id }, at) => {
    if (id === undefined) return [];
    const pointer = `/sessions/${at}/id`;
    if (!sessions.some((session) => session.id === id))
      return [inputError(pointer, 'unknown-session', `The activity has no session ${id}.`)];
    if (stated.findIndex((other) => other.id === id) < at)
      return [inputError(pointer, 'session-repeated', `The session ${id} cannot be at two times.`)];
    return [];
  });
}

function recurrenceErrors({ start, repeats }: StatedSession, pointer: string): InputError[] {
  if (!repeats || repeats.until >= start.slice(0, 'yyyy-MM-dd'.length)) return [];
  return [inputError(`${pointer}/repeats/until`, 'until-before-start', 'The repetition ends before it begins.')];
}

function overlapErrors(inOrder: readonly { timed: Timed; pointer: string }[]): InputError[] {
  return inOrder.flatMap(({ timed, pointer }, at) => {
    const before = inOrder[at - 1];
    return before && before.timed.end > timed.start
      ? [inputError(pointer, 'sessions-overlap', `The session of ${dayOf(timed.start)} begins during another one.`)]
      : [];
  });
}

function* occurrencesOf({ repeats, ...first }: StatedSession): Generator<StatedSession> {
  if (!repeats) {
    yield first;
    return;
  }
  const step = daysBetween[repeats.every];
  for (let days = 0; ; days += step) {
    const { id: _, ...later } = first;
    const start = daysLater(first.start, days);
    const day = start.slice(0, 10);
    if (day > repeats.until) return;
    if (repeats.except?.includes(day)) continue;
    // An offset says which of two hours is meant. That is true of the first one only.
    yield days === 0 ? first : { ...later, start: local(start), end: local(daysLater(first.end, days)) };
  }
}

function timedFrom({ id, start: from, end: to }: StatedSession, pointer: string): Timed | InputError[] {
  const start = instantOf(from);
  const end = instantOf(to);
  if (typeof start === 'string' || typeof end === 'string')
    return [
      ...(typeof start === 'string' ? [timeError(`${pointer}/start`, start, from)] : []),
      ...(typeof end === 'string' ? [timeError(`${pointer}/end`, end, to)] : []),
    ];

  if (end <= start) return [inputError(`${pointer}/end`, 'ends-before-start', `${to} is not after ${from}.`)];
  if (end.getTime() - start.getTime() > longestHours * 3_600_000)
    return [inputError(`${pointer}/end`, 'session-too-long', `A session lasts at most ${longestHours} hours.`)];
  return { ...(id !== undefined && { id }), start, end };
}

function timeError(pointer: string, code: TimeError, written: string): InputError {
  switch (code) {
    case 'hour-does-not-exist':
      return inputError(pointer, code, `No clock in Sweden shows ${written}: summer time begins that night.`);
    case 'hour-exists-twice':
      return inputError(
        pointer,
        code,
        `Clocks in Sweden show ${written} twice, for summer time ends that night. Write which is meant: ${written}+02:00 or ${written}+01:00.`,
      );
    case 'offset-wrong':
      return inputError(pointer, code, `${written} has an offset that clocks in Sweden do not have then.`);
  }
}

function local(written: string): string {
  return written.slice(0, 'yyyy-MM-ddTHH:mm'.length);
}

function inputError(pointer: string, code: string, detail: string): InputError {
  return { pointer, code, detail };
}
