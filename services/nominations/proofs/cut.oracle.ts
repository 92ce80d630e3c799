import type { Rule } from '../src/judging/rules.ts';
import type { Score, ScoreSheet } from '../src/judging/score-sheet.ts';

/**
 * The rules read a second time, as plainly as they can be said, in floating point and without regard to speed. It shares nothing with
 * what it is compared with but the types.
 */
export interface PlainList {
  readonly inside: readonly number[];
  readonly tied: readonly number[];
  /** For each entry, the greater the better; `null` where it has none. */
  readonly worth: readonly (number | null)[];
}

const near = 1e-9;

export function plainList(sheet: ScoreSheet, rule: Rule, seats: number): PlainList {
  const worth = worthBy(sheet, rule);
  const ranked = [...worth.keys()].filter((entry) => worth[entry] !== null);
  const of = (entry: number) => worth[entry] ?? NaN;
  const before = (entry: number) => ranked.filter((other) => of(other) > of(entry) + near).length;
  const atLeast = (entry: number) => ranked.filter((other) => of(other) > of(entry) - near).length;
  return {
    inside: ranked.filter((entry) => atLeast(entry) <= seats),
    tied: ranked.filter((entry) => before(entry) < seats && atLeast(entry) > seats),
    worth,
  };
}

/** Whether a list is right if all ties are decided in its favour. */
export function isStillRight({ worth }: PlainList, inside: readonly number[]): boolean {
  return worth.every((value, entry) =>
    inside.includes(entry) || value === null
      ? true
      : inside.every((member) => (worth[member] ?? -Infinity) > value - near),
  );
}

function worthBy(sheet: ScoreSheet, rule: Rule): readonly (number | null)[] {
  const { entries, jurors, higherIsBetter } = sheet;
  const sign = higherIsBetter ? 1 : -1;
  const columns = entries.map((_, entry) =>
    jurors
      .flatMap(({ scores }) => scores[entry] ?? [])
      .map((score) => sign * score)
      .sort((a, b) => a - b),
  );
  switch (rule) {
    case 'mean':
      return columns.map(average);
    case 'median':
      return columns.map((scores) => average(scores.slice((scores.length - 1) >> 1, (scores.length >> 1) + 1)));
    case 'trimmed-mean':
      return columns.map((scores) => average(scores.length > 2 ? scores.slice(1, scores.length - 1) : scores));
    case 'rank-sum':
      return entries.map((_, entry) => {
        const losses = jurors.flatMap(({ scores }) =>
          scores.flatMap((score, other) => {
            const own = scores[entry];
            if (other === entry || own === null || own === undefined || score === null) return [];
            return [own === score ? 0.5 : sign * own < sign * score ? 1 : 0];
          }),
        );
        const loss = average(losses);
        return loss === null ? (entries.length === 1 && columns[0]?.length ? 0 : null) : -loss;
      });
    case 'calibrated':
      return plainCalibration(jurors.map(({ scores }) => scores)).map((value) =>
        value === null ? null : sign * value,
      );
  }
}

/** Values and biases in turns, each for what the other leaves, until nothing moves. Where it falls into parts, there is no value. */
export function plainCalibration(scores: readonly (readonly Score[])[]): readonly (number | null)[] {
  const observed = observedIn(scores);
  const entries = scores[0]?.map((_, entry) => entry) ?? [];
  if (!isConnected(scores)) return entries.map(() => null);

  const reached = reachedFromFirst(observed);
  const judges = [...reached];
  let biases = scores.map(() => 0);
  let values: (number | null)[] = [];
  for (let moved = 1; moved > 1e-13;) {
    const before = biases;
    values = entries.map((entry) =>
      average(observed.filter((each) => each.entry === entry).map(({ juror, score }) => score - (before[juror] ?? 0))),
    );
    biases = scores.map(
      (_, at) =>
        average(observed.filter(({ juror }) => juror === at).map(({ entry, score }) => score - (values[entry] ?? 0))) ??
        0,
    );
    const middle = average(judges.map((juror) => biases[juror] ?? 0)) ?? 0;
    biases = biases.map((bias, juror) => (reached.has(juror) ? bias - middle : 0));
    moved = Math.max(...biases.map((bias, juror) => Math.abs(bias - (before[juror] ?? 0))));
  }
  return values;
}

/** Whether everybody who has scored is reached from the first of them, from juror to entry to juror. */
export function isConnected(scores: readonly (readonly Score[])[]): boolean {
  const observed = observedIn(scores);
  const reached = reachedFromFirst(observed);
  return observed.every(({ juror }) => reached.has(juror));
}

function observedIn(scores: readonly (readonly Score[])[]) {
  return scores.flatMap((row, juror) =>
    row.flatMap((score, entry) => (score === null ? [] : [{ juror, entry, score }])),
  );
}

function reachedFromFirst(observed: readonly { readonly juror: number; readonly entry: number }[]): Set<number> {
  const reached = new Set(observed.slice(0, 1).map(({ juror }) => juror));
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    const entries = new Set(observed.filter(({ juror }) => reached.has(juror)).map(({ entry }) => entry));
    for (const { juror, entry } of observed) if (entries.has(entry)) reached.add(juror);
  }
  return reached;
}

function average(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
