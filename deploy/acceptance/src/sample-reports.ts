import type { Random } from './random.ts';
import { lessons, methods } from './sample-ideas.ts';
import type { Attendance, Form } from './sample-ideas.ts';

export interface SampleReport {
  readonly onSite?: SampleAttendance;
  readonly online?: SampleAttendance;
  readonly targetGroups: readonly { readonly targetGroup: string; readonly people: number }[];
  readonly developedCompetence?: number;
  readonly staffTrained: number;
  readonly volunteersTrained: number;
  readonly method?: string;
  readonly lessons?: string;
}

export type SampleAttendance =
  | { readonly evidence: 'counted' | 'registered'; readonly people: number }
  | { readonly evidence: 'estimated'; readonly people: number; readonly lower: number; readonly upper: number };

/** What is done, and how many usually come. */
export interface Usual {
  readonly form: Form;
  readonly onSite?: Attendance;
  readonly online?: Attendance;
}

const CORRECTED_OF_A_HUNDRED = 4;

/** What was reported first, and for some what it was corrected to. */
export function sampleReports(random: Random, usual: Usual, groups: readonly string[], visitors = 1): SampleReport[] {
  const came = {
    ...(usual.onSite && { onSite: attendance(random, usual.onSite, visitors) }),
    ...(usual.online && { online: attendance(random, usual.online, visitors) }),
  };
  const people = peopleOf(came);
  const partOf = (least: number, most: number) => Math.floor((people * random.between([least, most])) / 100);
  const staff = Math.floor(people * 0.8);

  const report: SampleReport = {
    ...came,
    targetGroups: groups
      .slice(0, 2)
      .map((targetGroup) => ({ targetGroup, people: partOf(10, 45) }))
      .filter((group) => group.people > 0),
    ...(random.inAHundred(80) && { developedCompetence: partOf(55, 92) }),
    ...(usual.form === 'staff-training'
      ? { staffTrained: staff, volunteersTrained: people - staff }
      : { staffTrained: random.upTo(4), volunteersTrained: random.upTo(3) }),
    ...(random.inAHundred(70) && { method: random.oneOf(methods[usual.form]) }),
    ...(random.inAHundred(60) && { lessons: random.oneOf(lessons) }),
  };
  return random.inAHundred(CORRECTED_OF_A_HUNDRED)
    ? [{ ...report, staffTrained: report.staffTrained + 2 }, report]
    : [report];
}

function attendance(random: Random, { people, evidence }: Attendance, visitors: number): SampleAttendance {
  const came = Math.ceil(random.between(people) * visitors);
  if (evidence !== 'estimated') return { evidence, people: came };
  const about = Math.ceil(came / 10) * 10;
  return {
    evidence,
    people: about,
    lower: Math.floor((about * random.between([80, 94])) / 100),
    upper: Math.ceil((about * random.between([105, 120])) / 100),
  };
}

/** Of a report that is sent as of one that is recorded; none without one. */
export function peopleOf(report: { onSite?: { people: number }; online?: { people: number } } | undefined): number {
  return (report?.onSite?.people ?? 0) + (report?.online?.people ?? 0);
}
