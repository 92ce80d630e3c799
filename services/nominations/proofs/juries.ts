import type { Score, ScoreSheet } from '../src/judging/score-sheet.ts';
import type { Random } from '@kraftsamling/testing/random';

export interface Size {
  readonly entries: number;
  readonly jurors: number;
  readonly highest: number;
}

/** With scores missing now and then. */
export function aJury(random: Random, { entries, jurors, highest }: Size): ScoreSheet {
  const missing = random.chance(0.5) ? 0 : 0.2;
  const lowest = random.below(3) - 1;
  const score = (): Score => (random.chance(missing) ? null : lowest + random.below(highest + 1));
  return aSheet(
    Array.from({ length: jurors }, () => Array.from({ length: entries }, score)),
    { lowest, highest: lowest + highest },
    random.chance(0.7),
  );
}

export function aSheet(
  scores: readonly (readonly Score[])[],
  scale: ScoreSheet['scale'],
  higherIsBetter = true,
): ScoreSheet {
  return {
    entries: (scores[0] ?? []).map((_, at) => `E${at + 1}`),
    jurors: scores.map((given, at) => ({ name: `J${at + 1}`, scores: given })),
    scale,
    higherIsBetter,
  };
}
