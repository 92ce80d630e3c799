import { calibrate } from '../src/judging/calibration.ts';
import type { Review } from '../src/judging/connection.ts';
import { compare, toNumber } from '../src/judging/fraction.ts';
import { standingBy } from '../src/judging/rules.ts';
import type { Score, ScoreSheet } from '../src/judging/score-sheet.ts';
import { isGiven } from '../src/judging/score-sheet.ts';
import { isConnected, plainCalibration } from './cut.oracle.ts';
import { aSheet } from './juries.ts';
import type { Proof } from '@kraftsamling/testing/proof';
import { counterexample } from '@kraftsamling/testing/proof';
import type { Random } from '@kraftsamling/testing/random';
import { randomFrom } from '@kraftsamling/testing/random';

export const full = 20_000;

const nominalRate = 0.95;
/** With as many standard errors of distance, one sound proof in 15,000 would be refuted. */
const standardErrors = 4;

/**
 * Planted biases lie within the stated intervals as often as is stated; what falls into parts is refused, and the reviews that are named
 * connect it, none too many; with complete scores no order changes, and a juror's generosity changes no difference of values.
 */
export function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  const rates: number[] = [];
  const errors = { raw: 0, shrunk: 0 };
  while (rates.length < runs) {
    const jury = aPlantedJury(random);
    const calibration = calibrate(jury.sheet);
    if (calibration.status === 'refused') continue;
    const held = calibration.biases.map(({ juror, points, shrunk, interval }) => {
      const planted = jury.biases[juror] ?? 0;
      if (interval === null || shrunk === null) throw counterexample('A bias without an interval.', jury);
      errors.raw += (points - planted) ** 2;
      errors.shrunk += (shrunk - planted) ** 2;
      return interval[0] <= planted && planted <= interval[1] ? 1 : 0;
    });
    rates.push(mean(held));
  }
  const rate = mean(rates);
  const error = Math.sqrt(mean(rates.map((each) => (each - rate) ** 2)) / (runs - 1));
  log(
    `${runs} juries: ${(100 * rate).toFixed(2)} % of the planted biases lie in their intervals, of ${100 * nominalRate} %; ±${(100 * error).toFixed(2)}.`,
  );
  if (Math.abs(rate - nominalRate) > standardErrors * error)
    throw counterexample('Intervals do not hold what they promise.', { rate, error });
  if (errors.shrunk >= errors.raw) throw counterexample('Shrunk biases are no nearer to the planted ones.', errors);
  log(
    `Shrunk biases miss the planted ones by ${((100 * errors.shrunk) / errors.raw).toFixed(0)} % of the squares by which raw ones do.`,
  );

  const juries = Math.max(20, Math.round(runs / 20));
  const parts = { connected: 0, refused: 0 };
  for (let run = 0; run < juries; run += 1) {
    const sheet = aSparseJury(random);
    const calibration = calibrate(sheet);
    if (isConnected(sheet.jurors.map(({ scores }) => scores)) !== (calibration.status === 'calibrated'))
      throw counterexample('It is refused though it hangs together, or the other way round.', sheet);
    if (calibration.status === 'refused') {
      parts.refused += 1;
      isConnectedByAllOf(sheet, calibration.connecting);
    } else {
      parts.connected += 1;
      equalsAlternation(sheet, calibration.values);
      ignoresGenerosity(random, sheet);
    }
    keepsOrderWhereComplete(random);
  }
  log(
    `${parts.connected} juries equal alternating means, whatever a juror adds; ${parts.refused} are refused, and connected by what is named alone.`,
  );
  if (parts.connected === 0 || parts.refused === 0) throw counterexample('One of both was never seen.', parts);
  return Promise.resolve();
}

/** With biases and remainders of all sizes, and so many scores missing that raw means would often be wrong. */
function aPlantedJury(random: Random) {
  const [entries, jurors] = [4 + random.below(9), 3 + random.below(7)];
  const [spread, noise] = [20 * random.below(6), 20 + random.below(60)];
  const planted = Array.from({ length: jurors }, () => spread * random.normal());
  const biases = planted.map((bias) => bias - mean(planted));
  const values = Array.from({ length: entries }, () => 100 * random.normal());
  const missing = random.below(5) / 10;
  // Far from both ends of the scale, and in points so small that to round them is nothing.
  const scores = biases.map((bias) =>
    values.map((value): Score =>
      random.chance(missing) ? null : Math.round(5_000 + value + bias + noise * random.normal()),
    ),
  );
  const given = scores.flat().filter(isGiven).length;
  const complete =
    scores.every((row) => row.some(isGiven)) && values.every((_, entry) => scores.some((row) => isGiven(row[entry])));
  // One remainder at least must be free, and each juror must have scored, since biases are told against the whole jury.
  if (!complete || given < entries + jurors) return aPlantedJury(random);
  return { sheet: aSheet(scores, { lowest: 0, highest: 10_000 }), biases };
}

function aSparseJury(random: Random): ScoreSheet {
  const [entries, jurors, missing] = [1 + random.below(6), 1 + random.below(5), 0.3 + random.below(5) / 10];
  return aSheet(
    Array.from({ length: jurors }, () =>
      Array.from({ length: entries }, (): Score => (random.chance(missing) ? null : 5 + random.below(11))),
    ),
    { lowest: 0, highest: 20 },
    random.chance(0.5),
  );
}

function isConnectedByAllOf({ jurors }: ScoreSheet, reviews: readonly Review[]): void {
  const connected = (made: readonly Review[]) =>
    isConnected(
      jurors.map(({ scores }, at) =>
        made
          .filter(({ juror }) => juror === at)
          .reduce<readonly Score[]>((row, { entry }) => row.with(entry, 10), scores),
      ),
    );
  if (!connected(reviews)) throw counterexample('These reviews do not connect it.', { jurors, reviews });
  for (const left of reviews)
    if (connected(reviews.filter((review) => review !== left)))
      throw counterexample('Fewer reviews would connect it.', { jurors, reviews, left });
}

function equalsAlternation(sheet: ScoreSheet, values: ReturnType<typeof standingBy>['values']): void {
  const plain = plainCalibration(sheet.jurors.map(({ scores }) => scores));
  const differs = values.some((value, entry) => {
    const other = plain[entry] ?? null;
    return value === null || other === null ? value !== other : Math.abs(toNumber(value) - other) > 1e-6;
  });
  if (differs) throw counterexample('Values differ from those of alternating means.', { sheet, plain });
}

function ignoresGenerosity(random: Random, sheet: ScoreSheet): void {
  const generous = random.below(sheet.jurors.length);
  const added = random.below(11) - 5;
  const jurors = sheet.jurors.map((juror, at) =>
    at === generous
      ? { ...juror, scores: juror.scores.map((score) => (score === null ? null : score + added)) }
      : juror,
  );
  const [before, after] = [sheet, { ...sheet, jurors }].map((each) => standingBy('calibrated', each));
  if (String(before?.ranks) !== String(after?.ranks))
    throw counterexample('A generous juror changes the order.', { sheet, generous, added });
  const shifts = (after?.values ?? []).flatMap((value, entry) => {
    const other = before?.values[entry] ?? null;
    return value === null || other === null
      ? []
      : [
          {
            numerator: value.numerator * other.denominator - other.numerator * value.denominator,
            denominator: value.denominator * other.denominator,
          },
        ];
  });
  const [first] = shifts;
  if (first !== undefined && shifts.some((shift) => compare(shift, first) !== 0))
    throw counterexample('A generous juror changes a difference.', { sheet, generous, added });
}

function keepsOrderWhereComplete(random: Random): void {
  const [entries, jurors] = [1 + random.below(6), 1 + random.below(6)];
  const sheet = aSheet(
    Array.from({ length: jurors }, () => Array.from({ length: entries }, () => random.below(21))),
    { lowest: 0, highest: 20 },
    random.chance(0.5),
  );
  if (String(standingBy('calibrated', sheet).ranks) !== String(standingBy('mean', sheet).ranks))
    throw counterexample('Calibration changes the order of complete scores.', sheet);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
