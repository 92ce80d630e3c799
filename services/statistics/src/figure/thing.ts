import { stockholmDay } from './stockholm-day.ts';

export interface OfAThing {
  /** `<kind>:<id of the thing>` */
  readonly _id: string;
  readonly version: number;
}

/** The day on which each step was taken: a calendar day in Sweden. */
export type Steps<Step extends string> = Readonly<Partial<Record<Step, string>>>;

export function stepsOf<Step extends string>(instants: Readonly<Record<Step, string | undefined>>): Steps<Step> {
  const steps: Partial<Record<Step, string>> = {};
  for (const step in instants) {
    const instant = instants[step];
    if (instant !== undefined) steps[step] = stockholmDay(instant);
  }
  return steps;
}
