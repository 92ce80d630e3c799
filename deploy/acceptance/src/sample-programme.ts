import { parse } from 'csv-parse/sync';
import { Random } from './random.ts';
import { activityKey } from './sample-activities.ts';
import type { SampleActivity } from './sample-activities.ts';
import type { Attendance, Form } from './sample-ideas.ts';
import { sampleReports } from './sample-reports.ts';
import type { Usual } from './sample-reports.ts';
import { keyOf } from './sample.ts';

const SEED = 20181012;
const VISITORS: Readonly<Partial<Record<Form, Attendance>>> = {
  lecture: { people: [20, 75], evidence: 'counted' },
  fair: { people: [280, 700], evidence: 'estimated' },
  'open-house': { people: [40, 110], evidence: 'counted' },
  'beginners-course': { people: [8, 12], evidence: 'registered' },
};
const USUALLY: Attendance = { people: [15, 60], evidence: 'counted' };
const ONLINE: Attendance = { people: [10, 40], evidence: 'registered' };

interface Row {
  readonly title: string;
  readonly form: Form;
  readonly topics: string;
  readonly targetGroups: string;
  readonly languages: string;
  readonly mode: 'on-site' | 'online' | 'hybrid';
  readonly venue: string;
  readonly day: string;
  readonly start: string;
  readonly end: string;
  readonly organisation: string;
}

/** The activities of a municipality's programme, as the file has them, and what came of them. */
export function sampleProgramme(csv: string, municipality: string, campaignId: string): SampleActivity[] {
  const random = new Random(SEED);
  return parse<Row>(csv, { columns: true, delimiter: ';', bom: true }).map((row) => ({
    key: activityKey(municipality, row.day, row.title),
    organisers: [keyOf({ municipality, name: row.organisation })],
    desk: 'municipality',
    plan: {
      title: { sv: row.title },
      form: row.form,
      topics: words(row.topics),
      targetGroups: words(row.targetGroups),
      languages: words(row.languages),
      mode: row.mode,
      municipality,
      venue: { name: row.venue, accessibility: [] },
      sessions: [{ start: `${row.day}T${row.start}`, end: `${row.day}T${row.end}` }],
      freeOfCharge: true,
      campaigns: [campaignId],
    },
    fate: 'reported',
    reports: sampleReports(random, usualOf(row), words(row.targetGroups)),
  }));
}

const usualOf = ({ form, mode }: Row): Usual => ({
  form,
  ...(mode !== 'online' && { onSite: VISITORS[form] ?? USUALLY }),
  ...(mode !== 'on-site' && { online: ONLINE }),
});

const words = (cell: string): string[] => cell.split(', ');
