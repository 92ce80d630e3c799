import type { CampaignData } from '@kraftsamling/contracts';
import type { InputError } from '@kraftsamling/messaging/decision';
import { Refusal } from '@kraftsamling/messaging/decision';
import {
  csvInputError,
  dayIsWritten,
  daysWithoutMidnight,
  fieldErrors,
  inColumns,
  missingCells,
  oneForEachColumn,
  wholeNumberIn,
  words,
  wordsInSmall,
  yesOrNo,
} from '@kraftsamling/service';
import type { CsvInputError, CsvRow, InvalidRow } from '@kraftsamling/service';
import { isCalendarDay } from '@kraftsamling/service/calendar-day';
import { stated } from '@kraftsamling/service/fields';
import { plainToInstance } from 'class-transformer';
import { NewActivityDto } from '../activity/activity.dto.ts';
import { planActivity } from '../activity/activity.ts';
import type { Proposal } from '../activity/activity.state.ts';
import type { Mode } from '../activity/mode.ts';
import { publishingErrors } from '../activity/publishing.ts';
import type { Known } from '../activity/publishing.ts';
import { naturalKeyOf, normalizedName } from '../activity/natural-key.ts';
import { daysBetween, mostSessions, sessionsFrom } from '../activity/session.ts';
import type { Recurrence } from '../activity/session.ts';
import { daysLater } from '../activity/time.ts';
import type { NamedOrganisation } from '../organisation/organisation.replica.ts';

/** The columns of the file, and which field of `POST /v1/activities` each of them fills. */
export const columns = {
  title: '/title',
  titleEn: '/title/en',
  description: '/description',
  form: '/form',
  topics: '/topics',
  targetGroups: '/targetGroups',
  languages: '/languages',
  mode: '/mode',
  venue: '/venue',
  address: '/venue/address',
  accessibility: '/venue/accessibility',
  onlineAddress: '/onlineAddress',
  day: '/sessions',
  start: '/sessions/0/start',
  end: '/sessions/0/end',
  repeats: '/sessions/0/repeats',
  until: '/sessions/0/repeats/until',
  capacity: '/capacity',
  organisation: '/organisers',
  freeOfCharge: '/freeOfCharge',
} as const;

export type Column = keyof typeof columns;

/** The others may be left out of the file. */
export const requiredColumns = ['title', 'form', 'day', 'start', 'end', 'organisation'] as const satisfies Column[];

/** What a programme is of: a municipality, perhaps in a campaign, with the organisations of the network. */
export interface ProgrammeOf {
  readonly municipality: string;
  readonly campaign?: CampaignData | undefined;
  readonly byName: ReadonlyMap<string, readonly NamedOrganisation[]>;
  readonly byId: ReadonlyMap<string, unknown>;
  /** Whoever sends it is sure of its unusual numbers. */
  readonly confirmUnusual?: boolean;
}

export interface ImportedRow {
  readonly line: number;
  readonly proposal: Proposal;
  readonly naturalKey: string;
  /** The columns that are filled in: what the others stand for is not said, but assumed. */
  readonly said: ReadonlySet<string>;
}

/** Reads a row as an activity, held to the same rules as one that comes as JSON and is published. One error for each invalid column. */
export function readRow(row: CsvRow, programme: ProgrammeOf): ImportedRow | InvalidRow {
  const { line } = row;
  const { inputErrors: cellErrors, ...given } = activityFrom(row, programme);
  const body = plainToInstance(NewActivityDto, given);
  const proposal = stated(body) as Proposal;
  const plan = { ...proposal, sessions: sessionsFrom(proposal.sessions).sessions };

  const refused = [
    ...fieldErrors(body),
    ...inputErrorsOf(() => planActivity(proposal, new Date(0))),
    ...publishingErrors(plan, knownIn(programme)),
  ];
  const inputErrors = [...missingCells(row, requiredColumns), ...cellErrors, ...inColumns(line, columns, refused)];

  return inputErrors.length > 0
    ? { inputErrors: oneForEachColumn(inputErrors) }
    : { line, proposal, naturalKey: naturalKeyOf(plan), said: new Set(row.cells.keys()) };
}

/** For how many sessions a row stands, before it is looked at what they are. */
export function sessionsOf({ cells }: CsvRow): number {
  const [until = '', day = ''] = [cells.get('until'), cells.get('day')].map((cell = '') => daysWithoutMidnight(cell));
  const every = intervalIn(cells.get('repeats'));
  if (!every || !isCalendarDay(until) || !isCalendarDay(day)) return 1;
  const days = (Date.parse(until) - Date.parse(day)) / 86_400_000;
  return Math.min(Math.max(1, 1 + Math.floor(days / daysBetween[every])), mostSessions);
}

export function knownIn({ campaign, byId }: ProgrammeOf): Known {
  return {
    campaigns: new Map(campaign ? [[campaign.id, campaign]] : []),
    organisations: byId,
    booked: new Set(),
  };
}

/** The cells as the fields of `POST /v1/activities`. What a cell says wrongly stays as it is, for the rules to refuse. */
function activityFrom({ line, cells }: CsvRow, { municipality, campaign, byName, byId, confirmUnusual }: ProgrammeOf) {
  // prettier-ignore
  const cell = (column: Column) => cells.get(column);
  const titleEn = cell('titleEn');
  const description = cell('description');
  const venue = cell('venue');
  const address = cell('address');
  const onlineAddress = cell('onlineAddress');
  const capacity = cell('capacity');
  const day = dayIn(line, cell('day'));
  const start = timeIn(line, 'start', cell('start'), '00:00');
  const end = endIn(line, cell('end'), day.read, start.read);
  const repetition = repetitionIn(line, cell('repeats'), untilIn(cell('until')));
  const organiser = organiserIn(line, cell('organisation'), { municipality, byName, byId });

  return {
    title: { sv: cell('title') ?? '', ...(titleEn !== undefined && { en: titleEn }) },
    ...(description !== undefined && { description: { sv: description } }),
    form: cell('form')?.toLowerCase() ?? '',
    topics: wordsInSmall(cell('topics')),
    targetGroups: wordsInSmall(cell('targetGroups')),
    languages: cells.has('languages') ? wordsInSmall(cell('languages')) : ['sv'],
    mode: modeIn(cell('mode')),
    municipality,
    ...(venue !== undefined && {
      venue: {
        name: venue,
        ...(address !== undefined && { address }),
        accessibility: words(cell('accessibility')),
      },
    }),
    ...(onlineAddress !== undefined && { onlineAddress }),
    sessions: [
      {
        start: `${day.read}T${start.read}`,
        end: end.read,
        ...(repetition.read && { repeats: repetition.read }),
      },
    ],
    ...(capacity !== undefined && { capacity: wholeNumberIn(capacity) }),
    ...(confirmUnusual && { confirmUnusual }),
    freeOfCharge: yesOrNo(cell('freeOfCharge')) ?? true,
    organisers: [organiser.read],
    campaigns: campaign ? [campaign.id] : [],
    inputErrors: [
      ...day.inputErrors,
      ...start.inputErrors,
      ...end.inputErrors,
      ...organiser.inputErrors,
      ...repetition.inputErrors,
    ],
  };
}

/** What a cell says; or, with its error, something in its place by which the other cells can be looked at. */
interface Read<Value = string> {
  readonly read: Value;
  readonly inputErrors: readonly CsvInputError[];
}

function dayIn(line: number, cell = ''): Read {
  const day = daysWithoutMidnight(cell);
  if (isCalendarDay(day)) return { read: day, inputErrors: [] };
  const inputError = csvInputError(line, 'day', 'cell-invalid', `day must be a calendar day, ${dayIsWritten}.`);
  return { read: '2000-01-01', inputErrors: [inputError] };
}

/** Spreadsheets add seconds, and programs the day on which their time begins. */
const time = /^(?:1899-12-3[01][T ])?(?:kl\.? ?)?(\d{1,2})(?:[:.](\d{2})(?:[:.]00(?:\.0+)?)?)?([+-]\d{2}:\d{2})?$/i;

/** `10:00`, `10:00:00`, `9.30` or `9`; in the hour that Swedish clocks show twice with its offset. */
function timeIn(line: number, column: Column, cell = '', otherwise: string): Read {
  const [, hours = '', minutes = '00', offset = ''] = time.exec(cell) ?? [];
  if (hours !== '' && Number(hours) < 24 && Number(minutes) < 60)
    return { read: `${hours.padStart(2, '0')}:${minutes}${offset}`, inputErrors: [] };
  return {
    read: otherwise,
    inputErrors: [
      csvInputError(
        line,
        column,
        'cell-invalid',
        `${column} must be a time to the minute, as in 10:00, 10.00 or 10:00:00.`,
      ),
    ],
  };
}

const midnight = /^24(?:[:.]00)*$/;
const withDay = /^(\d{4}-\d{2}-\d{2})[ T](.+)$/;
const longestNightHours = 12;

/** `22:00` to `02:00` ends on the next day, and so does what ends at `24:00`. What would last longer than half a day like that is a mistake. */
function endIn(line: number, cell: string | undefined, day: string, start: string): Read {
  const nextDay = daysLater(day, 1);
  if (midnight.test(cell ?? '')) return { read: `${nextDay}T00:00`, inputErrors: [] };
  // So it is written where the programme is exported.
  const [, itsDay = '', itsTime = ''] = withDay.exec(cell ?? '') ?? [];
  const isDated = [day, nextDay].includes(itsDay);

  const { read, inputErrors } = timeIn(line, 'end', isDated ? itsTime : cell, '23:59');
  const isNextDay = read.slice(0, 5) < start.slice(0, 5) && hoursFrom(start, read) + 24 <= longestNightHours;
  return { read: `${isDated ? itsDay : isNextDay ? nextDay : day}T${read}`, inputErrors };
}

function hoursFrom(start: string, end: string): number {
  const minutes = (time: string) => 60 * Number(time.slice(0, 2)) + Number(time.slice(3, 5));
  return (minutes(end) - minutes(start)) / 60;
}

/** An organisation is written by its id or by its name. Of several with one name, that of the municipality is meant. */
function organiserIn(
  line: number,
  cell = '',
  { municipality, byName, byId }: Pick<ProgrammeOf, 'municipality' | 'byName' | 'byId'>,
): Read {
  if (byId.has(cell)) return { read: cell, inputErrors: [] };
  const named = byName.get(normalizedName(cell)) ?? [];
  const [meant, ...others] = named.length > 1 ? named.filter((each) => each.municipality === municipality) : named;
  if (meant && others.length === 0) return { read: meant.id, inputErrors: [] };

  const inputError =
    named.length > 1
      ? csvInputError(line, 'organisation', 'organisation-ambiguous', `There are several called ${cell}: write the id.`)
      : csvInputError(
          line,
          'organisation',
          'unknown-organisation',
          `There is no organisation ${cell}, or it is not known here yet.`,
        );
  return { read: 'unknown', inputErrors: [inputError] };
}

const modesInSwedish: ReadonlyMap<string, Mode> = new Map([
  ['på plats', 'on-site'],
  ['digitalt', 'online'],
]);

function modeIn(cell = 'on-site'): Mode {
  const lowerCase = cell.toLocaleLowerCase('sv');
  return modesInSwedish.get(lowerCase) ?? (lowerCase as Mode);
}

const intervals: ReadonlyMap<string, Recurrence['every']> = new Map([
  ['day', 'day'],
  ['dag', 'day'],
  ['week', 'week'],
  ['vecka', 'week'],
  ['two-weeks', 'two-weeks'],
  ['varannan vecka', 'two-weeks'],
]);

function intervalIn(cell = ''): Recurrence['every'] | undefined {
  return intervals.get(cell.toLocaleLowerCase('sv'));
}

function untilIn(cell: string | undefined): string | undefined {
  return cell === undefined ? undefined : daysWithoutMidnight(cell);
}

/** How often and until when: both are said, or neither. */
function repetitionIn(
  line: number,
  repeats: string | undefined,
  until: string | undefined,
): Read<Recurrence | undefined> {
  if (repeats === undefined && until === undefined) return { read: undefined, inputErrors: [] };

  const every = intervalIn(repeats);
  const inputErrors = [
    ...(every ? [] : [csvInputError(line, 'repeats', 'cell-invalid', 'repeats must be day, week or two-weeks.')]),
    ...(until !== undefined && isCalendarDay(until)
      ? []
      : [csvInputError(line, 'until', 'cell-invalid', `until must be the last day, ${dayIsWritten}.`)]),
  ];
  return { read: every && until !== undefined && inputErrors.length === 0 ? { every, until } : undefined, inputErrors };
}

function inputErrorsOf(decide: () => unknown): readonly InputError[] {
  try {
    decide();
    return [];
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.errors;
    throw refusal;
  }
}
