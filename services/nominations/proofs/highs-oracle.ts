import highs from 'highs';
import type { Rule } from '../src/judging/rules.ts';
import type { Score, ScoreSheet } from '../src/judging/score-sheet.ts';

/** Whether a change of at most so many points puts one entry level with another, or before it: asked of a solver of mixed-integer programs. */
export interface Question {
  readonly sheet: ScoreSheet;
  readonly rule: Rule;
  readonly entry: number;
  readonly other: number;
  readonly strictly: boolean;
  readonly points: number;
}

const options = {
  output_flag: false,
  presolve: 'off',
  // Calibrated values may be near to each other without being the same.
  primal_feasibility_tolerance: 1e-9,
  mip_feasibility_tolerance: 1e-9,
} as const;
const nearest = 1e-7;

/** Its types are those of its CommonJS form; what an ES module imports is the function itself. */
const loadHighs = highs as unknown as typeof highs.default;

export async function highsOracle(): Promise<(question: Question) => boolean> {
  const solver = await loadHighs();
  return (question) => {
    const { Status } = solver.solve(programOf(question), options);
    if (Status !== 'Optimal' && Status !== 'Infeasible') throw new Error(`HiGHS ended with ${Status}.`);
    return Status === 'Optimal';
  };
}

type Term = readonly [number, string];

function programOf(question: Question): string {
  const { sheet, rule, entry, other, strictly, points } = question;
  const program = new Program();
  const { lowest, highest } = sheet.scale;
  const merit = (score: number) => (sheet.higherIsBetter ? score - lowest : highest - score);
  const width = highest - lowest;
  // Each score is what it was, and what is added less what is taken.
  const after = sheet.jurors.map(({ scores }, juror) =>
    scores.map((score, at) => (score === null ? undefined : program.score(`${juror}_${at}`, merit(score), width))),
  );
  program.row(
    program.moves.map((move): Term => [1, move]),
    '<=',
    points,
  );

  const column = (at: number) => after.flatMap((row) => row[at] ?? []);
  switch (rule) {
    case 'mean':
    case 'median':
    case 'trimmed-mean': {
      const high = program.atLeast(rule, column(entry), width);
      const low = program.atMost(rule, column(other), width);
      // A sum of `of` scores each: the means are compared, multiplied by both.
      program.row([...scaled(high.terms, low.of), ...scaled(low.terms, -high.of)], '>=', strictly ? 1 : 0);
      break;
    }
    case 'rank-sum': {
      const made = (at: number) =>
        sheet.jurors
          .filter(({ scores }) => isGiven(scores[at]))
          .reduce((total, { scores }) => total + scores.filter(isGiven).length - 1, 0);
      const terms: Term[] = [];
      for (const row of after) {
        const [own, others] = [row[entry], row[other]];
        row.forEach((score, at) => {
          if (score === undefined) return;
          if (others !== undefined && at !== other)
            for (const lead of [0, 1]) terms.push([made(entry), program.claims(score, others, lead, width)]);
          if (own !== undefined && at !== entry)
            for (const lead of [0, 1]) terms.push([-made(other), program.admits(score, own, lead, width)]);
        });
      }
      program.row(terms, '>=', strictly ? 1 : 0);
      break;
    }
    case 'calibrated': {
      // The equations of least squares, with values and biases for unknowns.
      const values = sheet.entries.map((_, at) => program.free(`v${at}`));
      const biases = after.map((_, juror) => program.free(`j${juror}`));
      const scores = after.flatMap((row, juror) =>
        row.flatMap((score, at) =>
          score === undefined ? [] : [{ score, bias: biases[juror] ?? '', value: values[at] ?? '' }],
        ),
      );
      for (const unknown of [...values, ...biases])
        program.row(
          scores
            .filter(({ bias, value }) => bias === unknown || value === unknown)
            .flatMap(({ score, bias, value }): Term[] => [
              [1, bias],
              [1, value],
              [-1, score],
            ]),
          '=',
          0,
        );
      program.row(
        biases.map((bias): Term => [1, bias]),
        '=',
        0,
      );
      program.row(
        [
          [1, values[entry] ?? ''],
          [-1, values[other] ?? ''],
        ],
        '>=',
        strictly ? nearest : 0,
      );
    }
  }
  return program.text();
}

class Program {
  readonly moves: string[] = [];
  readonly #rows: string[] = [];
  readonly #bounds: string[] = [];
  readonly #integers: string[] = [];
  readonly #binaries: string[] = [];

  score(name: string, merit: number, width: number): string {
    const [score, up, down] = [`x${name}`, `u${name}`, `d${name}`];
    this.#integers.push(score, up, down);
    this.#bounds.push(`0 <= ${score} <= ${width}`, `0 <= ${up} <= ${width}`, `0 <= ${down} <= ${width}`);
    this.moves.push(up, down);
    this.row(
      [
        [1, score],
        [-1, up],
        [1, down],
      ],
      '=',
      merit,
    );
    return score;
  }

  free(name: string): string {
    this.#bounds.push(`${name} free`);
    return name;
  }

  row(terms: readonly Term[], relation: '<=' | '>=' | '=', bound: number): void {
    this.#rows.push(`${linear(terms)} ${relation} ${bound}`);
  }

  /** A sum of scores which the rule's value is at least. */
  atLeast(rule: 'mean' | 'median' | 'trimmed-mean', scores: readonly string[], width: number) {
    return this.#side(rule, scores, width, 1);
  }

  /** A sum of scores which the rule's value is at most. */
  atMost(rule: 'mean' | 'median' | 'trimmed-mean', scores: readonly string[], width: number) {
    return this.#side(rule, scores, width, -1);
  }

  #side(rule: 'mean' | 'median' | 'trimmed-mean', scores: readonly string[], width: number, sign: 1 | -1) {
    const all = scores.map((score): Term => [1, score]);
    const count = scores.length;
    if (rule === 'median') {
      const places = [Math.floor((count - 1) / 2), Math.floor(count / 2)];
      // At least so many are on the right side of a level.
      const terms = places.map((place): Term => {
        const level = this.#level(width);
        const enough = sign > 0 ? count - place : place + 1;
        this.row(
          scores.map((score): Term => [
            1,
            this.#holds(
              [
                [sign, score],
                [-sign, level],
              ],
              width,
            ),
          ]),
          '>=',
          enough,
        );
        return [1, level];
      });
      return { terms, of: 2 };
    }
    if (rule === 'mean' || count < 3) return { terms: all, of: count };

    // One level is beyond all scores, and is taken off for the best (or worst); the other is taken off for one that is not beyond it.
    const [beyond, within] = [this.#level(width), this.#level(width)];
    for (const score of scores)
      this.row(
        [
          [sign, beyond],
          [-sign, score],
        ],
        '>=',
        0,
      );
    this.row(
      scores.map((score): Term => [
        1,
        this.#holds(
          [
            [sign, within],
            [-sign, score],
          ],
          width,
        ),
      ]),
      '>=',
      1,
    );
    return { terms: [...all, [-1, beyond] as const, [-1, within] as const], of: count - 2 };
  }

  /** May be 1 only if the first is ahead of the second by the lead at least. */
  claims(first: string, second: string, lead: number, width: number): string {
    return this.#holds(
      [
        [1, first],
        [-1, second],
      ],
      width,
      lead,
    );
  }

  /** Must be 1 if the first is ahead of the second by the lead at least. */
  admits(first: string, second: string, lead: number, width: number): string {
    const binary = this.#binary();
    this.row(
      [
        [1, first],
        [-1, second],
        [-(width + 1), binary],
      ],
      '<=',
      lead - 1,
    );
    return binary;
  }

  /** May be 1 only if the sum is at least the lead. */
  #holds(terms: readonly Term[], width: number, lead = 0): string {
    const binary = this.#binary();
    this.row([...terms, [-(width + lead), binary]], '>=', -width);
    return binary;
  }

  #level(width: number): string {
    const level = `l${this.#integers.length}`;
    this.#integers.push(level);
    this.#bounds.push(`0 <= ${level} <= ${width}`);
    return level;
  }

  #binary(): string {
    const binary = `b${this.#binaries.length}`;
    this.#binaries.push(binary);
    return binary;
  }

  text(): string {
    return [
      'Minimize',
      ` o: ${linear(this.moves.map((move): Term => [1, move]))}`,
      'Subject To',
      ...this.#rows.map((row, at) => ` r${at}: ${row}`),
      'Bounds',
      ...this.#bounds.map((bound) => ` ${bound}`),
      'Generals',
      ` ${this.#integers.join(' ')}`,
      ...(this.#binaries.length > 0 ? ['Binaries', ` ${this.#binaries.join(' ')}`] : []),
      'End',
    ].join('\n');
  }
}

function scaled(terms: readonly Term[], factor: number): Term[] {
  return terms.map(([coefficient, name]) => [factor * coefficient, name]);
}

function linear(terms: readonly Term[]): string {
  const sums = new Map<string, number>();
  for (const [coefficient, name] of terms) sums.set(name, (sums.get(name) ?? 0) + coefficient);
  return [...sums].map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`).join(' ');
}

function isGiven(score: Score | undefined): boolean {
  return typeof score === 'number';
}
