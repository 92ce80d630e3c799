import type { Leverage } from './calibration.ts';
import { calibrate, leverages } from './calibration.ts';
import type { Change, Overtaking, SmallestChange } from './overtaking.ts';
import type { ScoreChange, ScoreSheet } from './score-sheet.ts';
import { isGiven } from './score-sheet.ts';

/** For how many scores a leverage is found before it would take too long. */
const mostWork = 10_000_000;

/**
 * A calibrated value is a sum of all scores, each with a leverage that follows from who has scored what alone. A point moves most where the
 * leverage is greatest, so that for two entries the points are spent there first.
 */
export function changeOfCalibration(sheet: ScoreSheet, ways: readonly Overtaking[]): SmallestChange | undefined {
  const calibration = calibrate(sheet);
  if (calibration.status === 'refused') return undefined;

  const pairs = ways.flatMap(({ rising, falling, strictly }) =>
    rising.flatMap((entry) => falling.filter((other) => other !== entry).map((other) => ({ entry, other, strictly }))),
  );
  const scores = sheet.jurors.flatMap((juror) => juror.scores.filter(isGiven)).length;
  if (pairs.length * scores > mostWork) return { moreThan: 0 };

  return pairs.reduce<Change | undefined>((best, { entry, other, strictly }) => {
    const weighed = leverages(sheet, calibration.fit, entry, other);
    return spend(sheet, weighed, strictly, best?.points ?? Infinity) ?? best;
  }, undefined);
}

/** The smallest change for two entries, if it takes fewer points than `below`. */
function spend(
  sheet: ScoreSheet,
  leverages: readonly Leverage[],
  strictly: boolean,
  below: number,
): Change | undefined {
  const levers = leverages
    .map(({ juror, entry, weight }) => {
      const score = sheet.jurors[juror]?.scores[entry] ?? 0;
      return {
        juror,
        entry,
        score,
        raise: weight > 0n === sheet.higherIsBetter,
        weight,
        size: weight < 0n ? -weight : weight,
      };
    })
    .filter(({ size }) => size > 0n)
    .sort((a, b) => (a.size < b.size ? 1 : a.size > b.size ? -1 : 0));
  const lead = levers.reduce((total, { weight, score }) => total + weight * BigInt(score), 0n);

  let missing = (sheet.higherIsBetter ? -lead : lead) + (strictly ? 1n : 0n);
  let points = 0;
  const changes: ScoreChange[] = [];
  for (const { juror, entry, score, raise, size } of levers) {
    if (missing <= 0n) break;
    const room = raise ? sheet.scale.highest - score : score - sheet.scale.lowest;
    const enough = (missing + size - 1n) / size;
    const spent = enough < BigInt(room) ? Number(enough) : room;
    if (spent === 0) continue;
    points += spent;
    if (points >= below) return undefined;
    missing -= size * BigInt(spent);
    changes.push({ juror, entry, from: score, to: raise ? score + spent : score - spent });
  }
  return { points, changes };
}
