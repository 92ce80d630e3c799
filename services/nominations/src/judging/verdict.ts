import { decisiveAbsences } from './absences.ts';
import { agreementOf, toFourDecimals } from './agreement.ts';
import { calibrate, CONFIDENCE } from './calibration.ts';
import { toNumber } from './fraction.ts';
import type { Overtaking } from './overtaking.ts';
import { anotherList, otherList } from './overtaking.ts';
import type { RankInput } from './rank-input.ts';
import { rankSums } from './rank-sum.ts';
import type { CutLine } from './ranking.ts';
import { cutLine } from './ranking.ts';
import type { Measure, Rule, Standing } from './rules.ts';
import { MEASURES, RULES_VERSION, standingBy } from './rules.ts';
import type { ScoreSheet } from './score-sheet.ts';
import { withChanges } from './score-sheet.ts';
import { smallestChange } from './smallest-change.ts';

/** Everything that can be said of a jury's scores, by names: what `npm run rank` prints. */
export function verdictOn({ sheet, seats, rule }: RankInput) {
  const standings = new Map<Measure, Standing>(MEASURES.map((measure) => [measure, standingBy(measure, sheet)]));
  const rankings = Object.fromEntries(
    [...standings].map(([measure, standing]) => [measure, rankingOf(sheet, standing)]),
  ) as Record<Measure, readonly RankedEntry[]>;
  const { [rule]: ranking, ...otherRules } = rankings;
  return {
    rule: { name: rule, version: RULES_VERSION },
    ranking,
    rankSums: Object.fromEntries(rankSums(sheet).map((sum, entry) => [nameOf(sheet, entry), sum])),
    agreement: agreementOf(sheet),
    otherRules,
    calibration: calibrationOf(sheet),
    certificate: certificateOf(sheet, rule, seats),
  };
}

export interface RankedEntry {
  readonly entry: string;
  readonly rank: number | null;
  readonly score: number | null;
}

/** The best first; those who share a rank in the order in which they were given; those without one last. */
function rankingOf(sheet: ScoreSheet, { values, ranks }: Standing): readonly RankedEntry[] {
  return sheet.entries
    .map((entry, at) => {
      const value = values[at] ?? null;
      return { entry, rank: ranks[at] ?? null, score: value === null ? null : toNumber(value) };
    })
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
}

function calibrationOf(sheet: ScoreSheet) {
  const calibration = calibrate(sheet);
  switch (calibration.status) {
    case 'refused':
      return {
        refused: 'What has been scored falls into parts that no juror connects, and cannot be compared.',
        connectingReviews: calibration.connecting.map(({ juror, entry }) => ({
          juror: jurorName(sheet, juror),
          entry: nameOf(sheet, entry),
        })),
      };
    case 'calibrated':
      return {
        confidence: CONFIDENCE,
        biases: calibration.biases.map(({ juror, points, shrunk, interval }) => ({
          juror: jurorName(sheet, juror),
          points: toFourDecimals(points),
          shrunk: shrunk === null ? null : toFourDecimals(shrunk),
          interval: interval?.map(toFourDecimals) ?? null,
        })),
      };
  }
}

function certificateOf(sheet: ScoreSheet, rule: Rule, seats: number) {
  const line = cutLine(standingBy(rule, sheet).ranks, seats);
  const change = (ways: readonly Overtaking[]) => {
    const smallest = smallestChange(sheet, rule, ways);
    if (smallest === undefined || 'moreThan' in smallest) return smallest ?? null;
    const changed = cutLine(standingBy(rule, withChanges(sheet, smallest.changes)).ranks, seats);
    return {
      points: smallest.points,
      changes: smallest.changes.map(({ juror, entry, from, to }) => ({
        juror: jurorName(sheet, juror),
        entry: nameOf(sheet, entry),
        from,
        to,
      })),
      ...listOf(sheet, changed),
    };
  };
  const { size, sets } = decisiveAbsences(sheet, rule, seats);
  return {
    seats,
    ...listOf(sheet, line),
    smallestChange: change(anotherList(line)),
    smallestSwap: change(otherList(line)),
    absences: {
      size,
      sets: sets.map(({ jurors, line }) => ({
        jurors: jurors.map((juror) => jurorName(sheet, juror)),
        ...listOf(sheet, line),
      })),
    },
  };
}

function listOf(sheet: ScoreSheet, { inside, tied }: CutLine) {
  return { inside: inside.map((at) => nameOf(sheet, at)), tied: tied.map((at) => nameOf(sheet, at)) };
}

function nameOf({ entries }: ScoreSheet, entry: number): string {
  return entries[entry] ?? '';
}

function jurorName({ jurors }: ScoreSheet, juror: number): string {
  return jurors[juror]?.name ?? '';
}
