import type { InputError } from '@kraftsamling/messaging/decision';
import { contactErrors } from '@kraftsamling/service/public-text';
import type { Mode } from './mode.ts';

/** How many took part in one way, and how that is known. Where they were counted or registered, both bounds are the number itself. */
export interface Attendance {
  readonly people: number;
  readonly lower: number;
  readonly upper: number;
  readonly evidence: Evidence;
}

export type Evidence = 'counted' | 'registered' | 'estimated';
export const evidences = ['counted', 'registered', 'estimated'] as const satisfies readonly Evidence[];

/** What came of an activity. */
export interface Report {
  readonly onSite: Attendance;
  readonly online: Attendance;
  /** Everybody is in one group at most, so the groups never add up to more than all. */
  readonly targetGroups: readonly { readonly targetGroup: string; readonly people: number }[];
  /** People who say that they have developed their digital competence. */
  readonly developedCompetence?: number;
  readonly staffTrained: number;
  readonly volunteersTrained: number;
  readonly method?: string;
  readonly lessons?: string;
}

export interface StatedAttendance {
  readonly people: number;
  readonly evidence: Evidence;
  readonly lower?: number;
  readonly upper?: number;
}

/** A report as people write it: bounds where people were estimated, and nothing about a way in which the activity was not held. */
export interface StatedReport extends Omit<Report, 'onSite' | 'online'>, Sure {
  readonly onSite?: StatedAttendance;
  readonly online?: StatedAttendance;
}

/** Whoever says something unusual is asked back, and says so if it is right. */
export interface Sure {
  readonly confirmUnusual?: boolean;
}

const nobody: Attendance = { people: 0, lower: 0, upper: 0, evidence: 'counted' };

/** The report with its bounds, and everything that is wrong with it. */
export function readReport(
  { onSite, online, confirmUnusual: _, ...stated }: StatedReport,
  mode: Mode,
): { report: Report; inputErrors: InputError[] } {
  const report: Report = { ...stated, onSite: attendanceFrom(onSite), online: attendanceFrom(online) };
  const inputErrors = [
    ...attendanceErrors('/onSite', onSite, mode !== 'online'),
    ...attendanceErrors('/online', online, mode !== 'on-site'),
    ...contactErrors('', { method: stated.method, lessons: stated.lessons }),
  ];
  // What is more than all can only be said when it is known how many that is.
  return { report, inputErrors: inputErrors.length > 0 ? inputErrors : partErrors(report) };
}

function attendanceFrom(stated: StatedAttendance | undefined): Attendance {
  if (!stated) return nobody;
  const { people, evidence, lower = people, upper = people } = stated;
  return { people, lower, upper, evidence };
}

function attendanceErrors(pointer: string, stated: StatedAttendance | undefined, held: boolean): InputError[] {
  if (!stated)
    return held ? [{ pointer, code: 'attendance-missing', detail: 'Say how many took part in this way.' }] : [];
  const { people, evidence, lower, upper } = stated;
  if (!held && Math.max(people, lower ?? 0, upper ?? 0) > 0)
    return [{ pointer, code: 'mode-differs', detail: 'The activity was not held in this way: nobody took part so.' }];

  if (evidence !== 'estimated')
    return lower === undefined && upper === undefined
      ? []
      : [{ pointer, code: 'bounds-not-estimated', detail: 'Bounds belong to an estimate; this number is exact.' }];
  if (lower === undefined || upper === undefined)
    return [{ pointer, code: 'bounds-missing', detail: 'An estimate says how few and how many it may have been.' }];
  if (lower > people || people > upper)
    return [
      { pointer, code: 'bounds-crossed', detail: `${people} is not between ${lower} and ${upper}, its own bounds.` },
    ];
  return [];
}

function partErrors({ onSite, online, targetGroups, developedCompetence = 0 }: Report): InputError[] {
  const all = onSite.upper + online.upper;
  const inputErrors: InputError[] = [];

  targetGroups.forEach(({ targetGroup }, at) => {
    if (targetGroups.findIndex((other) => other.targetGroup === targetGroup) < at)
      inputErrors.push({
        pointer: `/targetGroups/${at}/targetGroup`,
        code: 'group-repeated',
        detail: `${targetGroup} is there already: give each group once.`,
      });
  });
  const inGroups = targetGroups.reduce((sum, { people }) => sum + people, 0);
  if (inGroups > all)
    inputErrors.push({
      pointer: '/targetGroups',
      code: 'more-in-groups-than-all',
      detail: `The groups add up to ${inGroups}, but at most ${all} took part. Everybody is in one group at most.`,
    });
  if (developedCompetence > all)
    inputErrors.push({
      pointer: '/developedCompetence',
      code: 'more-than-took-part',
      detail: `${developedCompetence} cannot have developed their competence: at most ${all} took part.`,
    });
  return inputErrors;
}
