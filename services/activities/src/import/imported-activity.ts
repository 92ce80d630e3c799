import { isDeepStrictEqual } from 'node:util';
import { csvInputError } from '@kraftsamling/service';
import type { CsvInputError } from '@kraftsamling/service';
import type { Activity, Proposal } from '../activity/activity.state.ts';
import { sessionsFrom } from '../activity/session.ts';
import type { Session } from '../activity/session.ts';
import { localTime } from '../activity/time.ts';
import type { Column, ImportedRow } from './programme-row.dto.ts';

/** What one or more lines of a file say of an activity: a line for each of its times. */
export interface ImportedActivity extends Omit<ImportedRow, 'line'> {
  readonly lines: readonly number[];
}

/** Lines with one title, day and place are times of one activity, if they differ in nothing else; one that says nothing new is an error. */
export function activitiesIn(rows: readonly ImportedRow[]): {
  activities: readonly ImportedActivity[];
  inputErrors: readonly CsvInputError[];
} {
  const activities = new Map<string, ImportedActivity>();
  const inputErrors: CsvInputError[] = [];
  for (const { line, ...row } of rows) {
    const known = activities.get(row.naturalKey);
    const added = known ? withTimesOf(known, line, row) : { ...row, lines: [line] };
    if ('code' in added) inputErrors.push(added);
    else activities.set(row.naturalKey, added);
  }
  return { activities: [...activities.values()], inputErrors };
}

function withTimesOf(
  { lines, proposal, said, naturalKey }: ImportedActivity,
  line: number,
  row: Omit<ImportedRow, 'line'>,
): ImportedActivity | CsvInputError {
  const there = `An activity with this title, on this day and at this place, is on line ${lines[0] ?? ''} too`;
  const isThere = timesOf(row.proposal).every((time) => timesOf(proposal).includes(time));
  if (isThere) return csvInputError(line, 'title', 'activity-repeated', `${there}.`);

  const others = fieldsOf(proposal, row.proposal).filter((field) => field !== 'sessions');
  if (others.some((field) => !isDeepStrictEqual(proposal[field], row.proposal[field]))) {
    const detail = `${there}. Lines with other times of one activity say the same in all other columns.`;
    return csvInputError(line, 'title', 'activity-repeated', detail);
  }

  const sessions = [...proposal.sessions, ...row.proposal.sessions];
  const [refused] = sessionsFrom(sessions).inputErrors;
  if (refused) return csvInputError(line, 'start', refused.code, refused.detail);
  return { lines: [...lines, line], proposal: { ...proposal, sessions }, said, naturalKey };
}

/** What a file says otherwise than the activity that is there. */
export interface Difference {
  readonly column: Column | 'campaign';
  readonly there: string;
  readonly file: string;
}

/**
 * What differs, and the amendment by which it would not. An empty cell says nothing, and so does a file of what it has no columns for. A
 * venue that is booked is as its owner describes it.
 */
export function differencesOf(
  activity: Activity,
  { proposal, said }: Pick<ImportedActivity, 'proposal' | 'said'>,
): { differences: readonly Difference[]; amendment: Partial<Proposal> } {
  const differences: Difference[] = [];
  const amendment: { -readonly [Field in keyof Proposal]?: Proposal[Field] } = {};
  const compare = (column: Difference['column'], there: unknown, file: unknown, change: Partial<Proposal>) => {
    if (isDeepStrictEqual(there, file)) return;
    differences.push({ column, there: shown(there), file: shown(file) });
    Object.assign(amendment, change);
  };

  const title = { ...activity.title, ...proposal.title };
  compare('title', activity.title.sv, title.sv, { title });
  if (said.has('titleEn')) compare('titleEn', activity.title.en, title.en, { title });
  if (proposal.description) {
    const description = { ...activity.description, ...proposal.description };
    compare('description', activity.description?.sv, description.sv, { description });
  }
  for (const field of [
    'form',
    'topics',
    'targetGroups',
    'languages',
    'mode',
    'onlineAddress',
    'capacity',
    'freeOfCharge',
  ] as const)
    // prettier-ignore
    if (said.has(field)) compare(field, activity[field], proposal[field], { [field]: proposal[field] });
  if (proposal.venue && activity.venue?.resourceId === undefined) {
    const { position: _, ...before } = activity.venue ?? { accessibility: [] };
    const { accessibility, ...described } = proposal.venue;
    const place = { ...before, ...described };
    compare('venue', activity.venue?.name, place.name, { venue: place });
    compare('address', activity.venue?.address, place.address, { venue: place });
    if (said.has('accessibility'))
      compare('accessibility', before.accessibility, accessibility, {
        venue: { ...(amendment.venue ?? activity.venue ?? place), accessibility },
      });
  }
  const [there, file] = [activity.sessions, sessionsFrom(proposal.sessions).sessions].map((all) => all.map(timeOf));
  compare('start', without(there ?? [], file ?? []), without(file ?? [], there ?? []), { sessions: proposal.sessions });
  const organisers = proposal.organisers.every((id) => activity.organisers.includes(id));
  if (!organisers)
    compare('organisation', activity.organisers, proposal.organisers, { organisers: proposal.organisers });
  const campaigns = [...new Set([...activity.campaigns, ...proposal.campaigns])];
  compare('campaign', activity.campaigns, campaigns, { campaigns });
  return { differences, amendment };
}

function timesOf({ sessions }: Proposal): string[] {
  return sessionsFrom(sessions).sessions.map(timeOf);
}

/** `2024-11-15 22:00–2024-11-16 02:00` */
function timeOf({ start, end }: Session): string {
  const [from, to] = [localTime(start), localTime(end)];
  const isOneDay = from.slice(0, 10) === to.slice(0, 10);
  return `${from.replace('T', ' ')}–${isOneDay ? to.slice(11) : to.replace('T', ' ')}`;
}

function without(times: readonly string[], others: readonly string[]): string[] {
  return times.filter((time) => !others.includes(time));
}

const mostValues = 5;
const mostLetters = 200;

/** As people read it, and no longer than they would. */
function shown(value: unknown): string {
  if (Array.isArray(value)) {
    const more = value.length - mostValues;
    return `${value.slice(0, mostValues).join(', ')}${more > 0 ? ` +${more}` : ''}`;
  }
  const text = String(value ?? '');
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text;
}

function fieldsOf(...proposals: readonly Proposal[]): (keyof Proposal)[] {
  return [...new Set(proposals.flatMap((proposal) => Object.keys(proposal)))] as (keyof Proposal)[];
}
