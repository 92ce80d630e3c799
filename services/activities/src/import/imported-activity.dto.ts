import { isDeepStrictEqual } from 'node:util';
import { csvInputError } from '@kraftsamling/service';
import type { CsvInputError } from '@kraftsamling/service';
import type { Proposal } from '../activity/activity.state.ts';
import { sessionsFrom } from '../activity/session.ts';
import { timesOf } from './differences.ts';
import type { ImportedRow } from './programme-row.dto.ts';

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

function fieldsOf(...proposals: readonly Proposal[]): (keyof Proposal)[] {
  return [...new Set(proposals.flatMap((proposal) => Object.keys(proposal)))] as (keyof Proposal)[];
}
