import type { Change } from '../src/judging/overtaking.ts';
import { anotherList, otherList } from '../src/judging/overtaking.ts';
import { decisiveAbsences } from '../src/judging/absences.ts';
import { cutLine } from '../src/judging/ranking.ts';
import type { Rule } from '../src/judging/rules.ts';
import { RULES, standingBy } from '../src/judging/rules.ts';
import type { ScoreChange, ScoreSheet } from '../src/judging/score-sheet.ts';
import { withChanges, withoutJurors } from '../src/judging/score-sheet.ts';
import { smallestChange } from '../src/judging/smallest-change.ts';
import type { PlainList } from './cut.oracle.ts';
import { isStillRight, plainList } from './cut.oracle.ts';
import { highsOracle } from './highs-oracle.ts';
import { aJury } from './juries.ts';
import type { Proof } from '@kraftsamling/testing/proof';
import { counterexample } from '@kraftsamling/testing/proof';
import type { Random } from '@kraftsamling/testing/random';
import { randomFrom } from '@kraftsamling/testing/random';

export const full = 1_000;

/** Changes of so many points can be tried one by one. */
const mostTried = 4;

/**
 * The certificate of a cut line: its change of scores makes another list, and no smaller one does, which is shown by trying them all on small
 * juries, and by a mixed-integer program on larger ones. So do its sets of jurors, and no smaller or other ones do.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  const canOvertake = await highsOracle();
  const counts = { tied: 0, tried: 0, programs: 0 };
  const askHighs = (question: Question, { change, pairs }: Certified) => {
    for (const pair of pairs) {
      counts.programs += 1;
      const asked = { ...question, ...pair, points: change.points - 1 };
      if (canOvertake(asked)) throw counterexample('HiGHS finds a smaller change.', { ...asked, change });
    }
  };
  const tryAll = (question: Question, { change, alters }: Certified) => {
    for (const smaller of changesOf(question.sheet, change.points - 1)) {
      counts.tried += 1;
      if (alters(smaller)) throw counterexample('A smaller change would do.', { ...question, change, smaller });
    }
  };

  for (let run = 0; run < runs; run += 1)
    for (const rule of RULES) {
      const jurors = 1 + random.below(3);
      const entries = 2 + random.below(jurors === 3 ? 2 : 4);
      const question = aQuestion(random, rule, { entries, jurors, highest: 1 + random.below(10) });
      const { before, certificates } = certified(question);
      counts.tied += before.tied.length > 0 ? 1 : 0;
      for (const certificate of certificates)
        if (certificate.change.points <= mostTried + 1) tryAll(question, certificate);
        else askHighs(question, certificate);
    }
  log(
    `${runs * RULES.length} small juries, ${counts.tied} with a tie at the line: none of ${counts.tried} smaller changes does; of more than ${mostTried} points, HiGHS finds none in ${counts.programs} programs.`,
  );

  counts.programs = 0;
  const larger = Math.max(1, Math.round(runs / 60));
  for (let run = 0; run < larger; run += 1)
    for (const rule of RULES) {
      const jurors = rule === 'calibrated' ? 4 : 5 + random.below(4);
      const question = aQuestion(random, rule, { entries: 5 + random.below(3), jurors, highest: 5 + random.below(16) });
      for (const certificate of certified(question).certificates) askHighs(question, certificate);
    }
  log(
    `${larger * RULES.length} larger juries: HiGHS finds no smaller change for any two entries, in ${counts.programs} programs.`,
  );

  let subsets = 0;
  for (let run = 0; run < runs; run += 1)
    for (const rule of RULES) {
      const question = aQuestion(random, rule, {
        entries: 2 + random.below(4),
        jurors: 2 + random.below(5),
        highest: 1 + random.below(6),
      });
      subsets += absencesAreAll(question);
    }
  log(
    `${runs * RULES.length} juries: their smallest sets of jurors are those among all ${subsets} that make another list.`,
  );
}

interface Question {
  readonly sheet: ScoreSheet;
  readonly rule: Rule;
  readonly seats: number;
}

interface Certified {
  readonly change: Change;
  readonly alters: (changes: readonly ScoreChange[]) => boolean;
  /** Who would have to overtake whom. */
  readonly pairs: readonly { readonly entry: number; readonly other: number; readonly strictly: boolean }[];
}

function aQuestion(random: Random, rule: Rule, size: Parameters<typeof aJury>[1]): Question {
  return { rule, sheet: aJury(random, size), seats: 1 + random.below(Math.max(1, size.entries - 1)) };
}

/** What the certificate says, after it has been seen that it says the truth about its changes. */
function certified(question: Question) {
  const { sheet, rule, seats } = question;
  const before = plainList(sheet, rule, seats);
  const line = cutLine(standingBy(rule, sheet).ranks, seats);
  if (!sameList(line, before)) throw counterexample('The lists differ.', { ...question, line, before });

  const after = (changes: readonly ScoreChange[]) => plainList(withChanges(sheet, changes), rule, seats);
  const lower = before.worth.flatMap((value, entry) =>
    value === null || before.inside.includes(entry) || before.tied.includes(entry) ? [] : [entry],
  );
  const couple = (rising: readonly number[], falling: readonly number[], strictly: boolean) =>
    rising.flatMap((entry) => falling.filter((other) => other !== entry).map((other) => ({ entry, other, strictly })));
  const found: (Certified | undefined)[] = [
    stated(question, anotherList(line), {
      alters: (changes) => !sameList(after(changes), before),
      pairs: [
        ...couple([...before.tied, ...lower], before.inside, false),
        ...couple(lower, before.tied, false),
        ...couple(before.tied, before.tied, true),
      ],
    }),
    stated(question, otherList(line), {
      alters: (changes) => !isStillRight(after(changes), before.inside),
      pairs: couple(lower, before.inside, true),
    }),
  ];
  const expected = before.inside.length + before.tied.length > 0 && lower.length + before.tied.length > 0;
  if (expected !== (found[0] !== undefined))
    throw counterexample('A certificate is missing, or there is one too many.', question);
  return { before, certificates: found.filter((each) => each !== undefined) };
}

function stated(
  question: Question,
  ways: ReturnType<typeof anotherList>,
  about: Omit<Certified, 'change'>,
): Certified | undefined {
  const change = smallestChange(question.sheet, question.rule, ways);
  if (change === undefined) return undefined;
  if ('moreThan' in change) throw counterexample('The search gave up.', question);
  const { scale, jurors } = question.sheet;
  const sound = change.changes.every(
    ({ juror, entry, from, to }) =>
      jurors[juror]?.scores[entry] === from && Number.isInteger(to) && to >= scale.lowest && to <= scale.highest,
  );
  if (!sound || pointsOf(change.changes) !== change.points)
    throw counterexample('This is no change of these scores.', { ...question, change });
  if (!about.alters(change.changes)) throw counterexample('The change alters nothing.', { ...question, change });
  return { change, ...about };
}

function absencesAreAll({ sheet, rule, seats }: Question): number {
  const stated = decisiveAbsences(sheet, rule, seats);
  const before = plainList(sheet, rule, seats);
  const present = [...sheet.jurors.keys()].filter((at) => sheet.jurors[at]?.scores.some((score) => score !== null));
  const altering = subsetsOf(present)
    .filter((absent) => absent.length > 0 && absent.length < present.length)
    .filter((absent) => !sameList(plainList(withoutJurors(sheet, new Set(absent)), rule, seats), before));
  const size = Math.min(Math.max(0, present.length - 1), ...altering.map((absent) => absent.length));
  const smallest = altering
    .filter((absent) => absent.length === size)
    .map(String)
    .sort();
  if (stated.size !== size || String(stated.sets.map(({ jurors }) => String(jurors)).sort()) !== String(smallest))
    throw counterexample('Other jurors alter the list.', { sheet, rule, seats, stated, smallest });
  return 2 ** present.length;
}

/** Each change of at most so many points, but for none. */
function* changesOf({ jurors, scale }: ScoreSheet, points: number): Generator<readonly ScoreChange[]> {
  const given = jurors.flatMap(({ scores }, juror) =>
    scores.flatMap((from, entry) => (from === null ? [] : [{ juror, entry, from }])),
  );
  function* from(at: number, left: number): Generator<readonly ScoreChange[]> {
    const score = given[at];
    if (score === undefined) {
      yield [];
      return;
    }
    for (let to = Math.max(scale.lowest, score.from - left); to <= Math.min(scale.highest, score.from + left); to += 1)
      for (const rest of from(at + 1, left - Math.abs(to - score.from)))
        yield to === score.from ? rest : [{ ...score, to }, ...rest];
  }
  for (const changes of from(0, points)) if (changes.length > 0) yield changes;
}

function pointsOf(changes: readonly ScoreChange[]): number {
  return changes.reduce((points, { from, to }) => points + Math.abs(to - from), 0);
}

function sameList(a: Pick<PlainList, 'inside' | 'tied'>, b: Pick<PlainList, 'inside' | 'tied'>): boolean {
  return String(a.inside) === String(b.inside) && String(a.tied) === String(b.tied);
}

function subsetsOf<Item>([first, ...rest]: readonly Item[]): Item[][] {
  return first === undefined ? [[]] : subsetsOf(rest).flatMap((subset) => [[first, ...subset], subset]);
}
