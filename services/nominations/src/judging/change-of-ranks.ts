import type { Overtaking, SmallestChange } from './overtaking.ts';
import { comparisons } from './rank-sum.ts';
import type { ScoreChange, ScoreSheet } from './score-sheet.ts';
import { isGiven, meritOf, mostMerit, scoreOf } from './score-sheet.ts';

/** How many places of two entries are looked at before the search ends, counted once for each third entry. */
const mostWork = 5_000_000;

/** What is gained by points that are spent: the n-th option takes n points at most. */
type Options = readonly Option[];
interface Option {
  readonly gain: number;
  readonly changes: readonly ScoreChange[];
}
const none: Option = { gain: 0, changes: [] };

/**
 * Any score may change the places of two entries, since whoever comes between them counts. Jurors do not, so that it is found for each of
 * them what can be gained with how many points, and then how the points are best shared out among the jurors.
 */
export function changeOfRanks(sheet: ScoreSheet, ways: readonly Overtaking[]): SmallestChange {
  const made = comparisons(sheet).map((comparison) => comparison.made);
  const jurors = sheet.jurors.map(({ scores }) =>
    scores.map((score) => (isGiven(score) ? meritOf(sheet, score) : undefined)),
  );
  const jury: Jury = { jurors, most: mostMerit(sheet), crowd: Math.max(...jurors.map(largestCrowd)) };
  const duels = ways.flatMap(({ rising, falling, strictly }) =>
    rising.flatMap((entry) =>
      falling
        .filter((other) => other !== entry)
        .map((other) =>
          duelOf(jury, { entry, other, entryWeight: made[other] ?? 0, otherWeight: made[entry] ?? 0 }, strictly),
        ),
    ),
  );

  const meter: Meter = { left: mostWork };
  for (let points = 1; ; points += 1)
    for (const duel of duels) {
      const changes = overtaking(jury, duel, points, meter);
      if (meter.left < 0) return { moreThan: points - 1 };
      if (changes === undefined) continue;
      return {
        points,
        changes: changes.map((change) => ({
          ...change,
          from: scoreOf(sheet, change.from),
          to: scoreOf(sheet, change.to),
        })),
      };
    }
}

/**
 * Two entries whose shares of lost comparisons are compared: multiplied by the comparisons of the other, what each has lost is
 * whole.
 */
interface Pair {
  readonly entry: number;
  readonly other: number;
  readonly entryWeight: number;
  readonly otherWeight: number;
}

interface Duel extends Pair {
  /** What the entry must gain. */
  readonly missing: number;
}

interface Jury {
  readonly jurors: readonly Merits[];
  readonly most: number;
  /** To how many entries at most a juror gave the same. */
  readonly crowd: number;
}

/** Of a juror, by entry. */
type Merits = readonly Merit[];
type Merit = number | undefined;

interface Move {
  readonly to: number;
  readonly cost: number;
  readonly gain: number;
}

/** What is left of the work that may be done. */
interface Meter {
  left: number;
}

function duelOf({ jurors }: Jury, pair: Pair, strictly: boolean): Duel {
  const lead = jurors.reduce((total, merits) => total + leadOf(pair, merits), 0);
  return { ...pair, missing: (strictly ? 1 : 0) - lead };
}

/** The changes with which the entry overtakes the other, if so many points are enough. */
function overtaking(jury: Jury, duel: Duel, points: number, meter: Meter): readonly ScoreChange[] | undefined {
  // By one point one of both passes halfway from one crowd to the next, and the other may have come there; a third entry gains less.
  const mostByPoint = (2 * jury.crowd + 1) * Math.max(duel.entryWeight, duel.otherWeight);
  if (duel.missing > points * mostByPoint) return undefined;

  const all = jury.jurors.reduce<Options>(
    (options, merits, juror) => shared(options, optionsOf(duel, merits, juror, jury.most, points, meter)),
    nothing(points),
  );
  const best = all[points] ?? none;
  return best.gain >= duel.missing ? best.changes : undefined;
}

/** What a juror's scores give the entry before the other. */
function leadOf(duel: Pair, merits: Merits): number {
  const { entry, other, entryWeight, otherWeight } = duel;
  const [own, others] = [merits[entry], merits[other]];
  const direct = otherWeight * lossTwice(others, own) - entryWeight * lossTwice(own, others);
  return merits.reduce<number>(
    (total, merit, at) => (at === entry || at === other ? total : total + leadBy(duel, own, others, merit)),
    direct,
  );
}

/** What a third entry gives it, which is placed before the one, the other, both or none. */
function leadBy({ entryWeight, otherWeight }: Pair, own: Merit, others: Merit, third: Merit): number {
  return otherWeight * lossTwice(others, third) - entryWeight * lossTwice(own, third);
}

/** Twice what is lost against a merit: half a comparison if both are alike. */
function lossTwice(own: Merit, against: Merit): number {
  if (own === undefined || against === undefined || own > against) return 0;
  return own === against ? 1 : 2;
}

/**
 * All places to which one can rise and the other can fall, and for each of them where third entries help. Nothing is gained by any
 * other move of the two.
 */
function optionsOf(duel: Duel, merits: Merits, juror: number, most: number, limit: number, meter: Meter): Options {
  const { entry, other } = duel;
  const best = [...nothing(limit)];
  const before = leadOf(duel, merits);
  for (const rise of distances(merits[entry], (merit) => most - merit, limit))
    for (const fall of distances(merits[other], (merit) => merit, limit - rise)) {
      meter.left -= merits.length;
      if (meter.left < 0) return best;
      const moves = [...moved(juror, entry, merits[entry], rise), ...moved(juror, other, merits[other], -fall)];
      const after = moves.reduce((merits, { entry, to }) => merits.with(entry, to), merits);
      const gain = leadOf(duel, after) - before;
      const left = limit - rise - fall;
      const thirds = merits.reduce<Options>((options, merit, third) => {
        if (merit === undefined || third === entry || third === other) return options;
        if (!isNear(after[entry], merit, left) && !isNear(after[other], merit, left)) return options;
        return extended(options, movesOfThird(duel, after[entry], after[other], merit, most), juror, third, merit);
      }, nothing(left));
      for (const [points, option] of thirds.entries()) {
        const at = rise + fall + points;
        if (gain + option.gain > (best[at]?.gain ?? 0))
          best[at] = { gain: gain + option.gain, changes: [...moves, ...option.changes] };
      }
    }
  // With more points nothing is worse.
  for (let points = 1; points <= limit; points += 1) {
    const [fewer = none, option = none] = [best[points - 1], best[points]];
    if (fewer.gain > option.gain) best[points] = fewer;
  }
  return best;
}

/** Its lead changes where it comes level with one of both, or passes it. */
function movesOfThird(duel: Duel, own: Merit, others: Merit, merit: number, most: number): readonly Move[] {
  const current = leadBy(duel, own, others, merit);
  return [own, others]
    .filter((level) => level !== undefined)
    .flatMap((level) => [level - 1, level, level + 1])
    .filter((to) => to >= 0 && to <= most)
    .map((to) => ({ to, cost: Math.abs(to - merit), gain: leadBy(duel, own, others, to) - current }))
    .filter(({ gain }) => gain > 0);
}

/** One of these moves beside what there is, or none of them. */
function extended(options: Options, moves: readonly Move[], juror: number, entry: number, from: number): Options {
  if (moves.length === 0) return options;
  return options.map((option, points) => {
    let best = option;
    for (const { to, cost, gain } of moves) {
      const rest = options[points - cost];
      if (rest !== undefined && rest.gain + gain > best.gain)
        best = { gain: rest.gain + gain, changes: [...rest.changes, { juror, entry, from, to }] };
    }
    return best;
  });
}

/** The points are shared out between two. */
function shared(one: Options, other: Options): Options {
  return one.map((_, points) => {
    let best = none;
    for (let spent = 0; spent <= points; spent += 1) {
      const [here = none, there = none] = [one[points - spent], other[spent]];
      if (here.gain + there.gain > best.gain)
        best = { gain: here.gain + there.gain, changes: [...here.changes, ...there.changes] };
    }
    return best;
  });
}

/** Whether it can come level with it, or past it. */
function isNear(merit: Merit, third: number, points: number): boolean {
  return merit !== undefined && Math.abs(merit - third) <= points;
}

function largestCrowd(merits: Merits): number {
  const given = merits.filter((merit) => merit !== undefined);
  return Math.max(0, ...given.map((merit) => given.filter((other) => other === merit).length));
}

function nothing(limit: number): Options {
  return Array.from({ length: limit + 1 }, () => none);
}

function distances(merit: Merit, room: (merit: number) => number, limit: number): readonly number[] {
  const farthest = merit === undefined ? 0 : Math.min(limit, room(merit));
  return Array.from({ length: farthest + 1 }, (_, distance) => distance);
}

function moved(juror: number, entry: number, from: Merit, by: number): readonly ScoreChange[] {
  return from === undefined || by === 0 ? [] : [{ juror, entry, from, to: from + by }];
}
