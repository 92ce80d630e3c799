import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '@kraftsamling/platform/folders';

export interface Deadline {
  readonly closesAt: string;
  readonly publicAt: string;
}

export type Deadlines = Readonly<Record<string, Deadline>>;

/** An award as its file has it: what is not used here goes to the service as it is. */
export interface AwardPlan {
  readonly id: string;
  readonly title: { readonly sv: string };
  readonly questions: readonly { readonly id: string; readonly text: { readonly sv: string } }[];
  readonly criteria: readonly { readonly id: string }[];
  readonly deadlines: Deadlines;
}

export async function awardPlan(name: string): Promise<AwardPlan> {
  const file = join(repository, 'services', 'nominations', 'awards', `${name}.json`);
  return JSON.parse(await readFile(file, 'utf8')) as AwardPlan;
}

/** The same phases in the same order, each as long as it takes to play it, one after the other from now on. */
export function inOneGo(deadlines: Deadlines, now: Date, takesMs: (phase: string) => number): Deadlines {
  let end = now.getTime();
  const played = inOrder(deadlines).map((phase): [string, Deadline] => {
    end += takesMs(phase);
    const instant = new Date(end).toISOString();
    return [phase, { closesAt: instant, publicAt: instant }];
  });
  return Object.fromEntries(played);
}

/** The phases by when they end. */
export function inOrder(deadlines: Deadlines): string[] {
  const endsAt = (phase: string) => Date.parse(deadlines[phase]?.closesAt ?? '');
  return Object.keys(deadlines).sort((a, b) => endsAt(a) - endsAt(b));
}
