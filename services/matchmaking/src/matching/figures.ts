import type { Candidate } from './candidate.ts';
import type { Stage } from './need.ts';

/** Figures stage by stage in the order of the stages: the smaller the better, so that good collaborations count below zero. */
export type Figures = readonly number[];

/** Negative where `a` is better. */
export function compareFigures(a: Figures, b: Figures): number {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
  return 0;
}

/** What one more member adds to a stage; nothing for the stages that count what nobody meets. */
export function costOf(stage: Stage, { km, requests, collaborations }: Candidate): number | undefined {
  switch (stage) {
    case 'members':
      return 1;
    case 'nearness':
      return km;
    case 'requests':
      return requests;
    case 'collaborations':
      return -collaborations;
    case 'target-groups-and-themes':
    case 'languages':
      return undefined;
  }
}
