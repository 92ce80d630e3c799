import { county, municipality } from '@kraftsamling/geography';
import { stringify } from 'csv-stringify/sync';
import { localTime } from '../activity/time.ts';
import type { Session } from '../activity/session.ts';
import type { AnnouncedActivity } from './entry.ts';
import { inLanguage, organisersOf } from './feed.ts';
import type { Feed, Setting } from './feed.ts';

const byteOrderMark = '\uFEFF';

/** The columns, named as in the file that a programme is imported from where they mean the same. */
const columns = [
  'id',
  'status',
  'title',
  'description',
  'form',
  'topics',
  'targetGroups',
  'languages',
  'mode',
  'municipality',
  'municipalityName',
  'county',
  'venue',
  'address',
  'latitude',
  'longitude',
  'accessibility',
  'onlineAddress',
  'session',
  'day',
  'start',
  'end',
  'capacity',
  'freeOfCharge',
  'organisers',
  'campaigns',
  'url',
] as const;

type Row = Readonly<Record<(typeof columns)[number], string | number | undefined>>;

/** CSV (RFC 4180), a row for each session, in Swedish local time. Swedish Excel wants a byte order mark, and `;` between the cells. */
export function csvFeed({ forExcel }: { forExcel: boolean }): Feed {
  const written = (rows: readonly (Row | readonly string[])[]) =>
    stringify([...rows], {
      columns: [...columns],
      delimiter: forExcel ? ';' : ',',
      record_delimiter: 'windows',
      // To Excel what begins as a formula is text: whoever plans an activity does not calculate on the machine of whoever opens the file.
      // Programs are given what was written.
      escape_formulas: forExcel,
    });
  return {
    type: 'text/csv; charset=utf-8',
    extension: 'csv',
    begin: () => (forExcel ? byteOrderMark : '') + written([columns]),
    each: (activities, setting) => written(activities.flatMap((activity) => rowsOf(activity, setting))),
    end: () => '',
  };
}

function rowsOf({ id, state }: AnnouncedActivity, setting: Setting): Row[] {
  const { title, description, venue, municipality: code, capacity, onlineAddress } = state;
  const activity = {
    id,
    status: state.status,
    title: inLanguage(title, setting.language),
    description: description && inLanguage(description, setting.language),
    form: state.form,
    topics: several(state.topics),
    targetGroups: several(state.targetGroups),
    languages: several(state.languages),
    mode: state.mode,
    municipality: code,
    municipalityName: municipality(code).name,
    county: county(state.county).name,
    venue: venue?.name,
    address: venue?.address,
    latitude: venue?.position?.latitude,
    longitude: venue?.position?.longitude,
    accessibility: several(venue?.accessibility ?? []),
    onlineAddress,
    capacity,
    freeOfCharge: state.freeOfCharge ? 'yes' : 'no',
    organisers: organisersOf(state, setting).join(', '),
    campaigns: several(state.campaigns),
    url: setting.addressOf(id),
  };
  return state.sessions.map((session) => ({ ...activity, ...whenIs(session) }));
}

function whenIs({ id, start, end }: Session): Pick<Row, 'session' | 'day' | 'start' | 'end'> {
  const [day, from] = localTime(start).split('T');
  const [lastDay, to] = localTime(end).split('T');
  return { session: id, day, start: from, end: lastDay === day ? to : `${lastDay ?? ''} ${to ?? ''}` };
}

function several(slugs: readonly string[]): string {
  return slugs.join(' ');
}
