import type { Capability } from '@kraftsamling/contracts';
import type { InputError } from '@kraftsamling/messaging/decision';
import { contactInWords } from '@kraftsamling/service/public-text';
import type { Share } from '../organisation/capacity.ts';

/** What a coalition is looked for to do. Empty lists mean: any. */
export interface Need {
  /** Each capability once; what the members bring of it adds up. */
  readonly demands: readonly Share[];
  /** How far from the municipality the home of a member may be that does not work there. */
  readonly withinKm: number;
  readonly days: readonly string[];
  readonly targetGroups: readonly string[];
  readonly themes: readonly string[];
  readonly languages: readonly string[];
}

/** Everything that is wrong with a need, with pointers into the body that states it. */
export function needErrors(need: Need, today: string): InputError[] {
  return [
    ...(need.demands.length === 0
      ? [{ pointer: '/need/demands', code: 'need-without-capability', detail: 'Say at least one capability.' }]
      : []),
    ...need.demands.flatMap(({ capability }, at) =>
      need.demands.findIndex((demand) => demand.capability === capability) < at
        ? [
            {
              pointer: `/need/demands/${at}/capability`,
              code: 'capability-repeated',
              detail: `${capability} is asked for twice. Say once how much of it is needed.`,
            },
          ]
        : [],
    ),
    ...daysInThePast(need.days, today, '/need/days'),
    ...contactInWords('/need/targetGroups', need.targetGroups),
    ...contactInWords('/need/themes', need.themes),
  ];
}

export function daysInThePast(days: readonly string[], today: string, pointer: string): InputError[] {
  return days.flatMap((day, at) =>
    day < today ? [{ pointer: `${pointer}/${at}`, code: 'day-in-the-past', detail: `${day} is in the past.` }] : [],
  );
}

/** What an organisation says that it lacks, as one need. Without days of their own its needs are for those it takes part on. */
export function needOf(lacking: readonly Capability[], daysChosen: readonly string[], withinKm: number): Need {
  const named = union(lacking.map(({ days }) => days));
  return {
    demands: [...Map.groupBy(lacking, ({ capability }) => capability)].map(([capability, needs]) => ({
      capability,
      amount: mostOnOneDay(needs),
    })),
    withinKm,
    days: named.length > 0 ? named : [...daysChosen].sort(),
    targetGroups: union(lacking.map(({ targetGroups }) => targetGroups)),
    themes: union(lacking.map(({ themes }) => themes)),
    languages: union(lacking.map(({ languages }) => languages)),
  };
}

/** Two coaches on Friday and two on Saturday are two coaches. */
function mostOnOneDay(needs: readonly Capability[]): number {
  const days = union(needs.map(({ days }) => days));
  const amountOn = (day: string | undefined) =>
    needs
      .filter(({ days }) => days.length === 0 || (day !== undefined && days.includes(day)))
      .reduce((sum, { amount }) => sum + amount, 0);
  return Math.max(...[undefined, ...days].map(amountOn));
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort();
}
