import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { RULES } from './rules.ts';
import type { Score, ScoreSheet } from './score-sheet.ts';

const mostEntries = 300;
const mostJurors = 60;
const widest = 1_000;
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Points = Type.Integer({ minimum: -widest, maximum: widest });
const closed = { additionalProperties: false };

const schema = Type.Object(
  {
    entries: Type.Array(Name, { minItems: 1, maxItems: mostEntries }),
    /** Each juror's scores by entry; an entry that is not named is not scored. */
    jurors: Type.Record(Name, Type.Record(Name, Type.Unknown()), { maxProperties: mostJurors }),
    /** The lowest score, and the highest. */
    scale: Type.Tuple([Points, Points]),
    seats: Type.Integer({ minimum: 1, maximum: mostEntries }),
    higherIsBetter: Type.Boolean(),
    rule: Type.Enum([...RULES]),
  },
  closed,
);
const validator = Compile(schema);
type File = Static<typeof schema>;

/** What is to be ranked, how, and for how many seats. */
export interface RankInput {
  readonly sheet: ScoreSheet;
  readonly seats: number;
  readonly rule: File['rule'];
}

/** Each error begins with the JSON Pointer of what is wrong. */
export class InvalidRankInput extends Error {
  override readonly name = 'InvalidRankInput';
  readonly errors: readonly string[];

  constructor(errors: readonly string[]) {
    super(errors.join('\n'));
    this.errors = errors;
  }
}

const mostErrors = 20;

/** What a jury's file says. */
export function parseRankFile(bytes: Uint8Array): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const json: unknown = JSON.parse(text);
  refuseNamesTwice(text);
  return json;
}

/** Of a juror who is in a file twice, `JSON.parse` takes the last one, and lets the scores of the first go without a word. */
function refuseNamesTwice(json: string): void {
  const within: Set<string>[] = [];
  for (const [token, name, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') within.push(new Set());
    else if (token === '}') within.pop();
    else if (name !== undefined && colon !== undefined) {
      const names = within.at(-1);
      const parsed = JSON.parse(name) as string;
      if (names?.has(parsed)) throw new Error(`${name} stands twice in one object`);
      names?.add(parsed);
    }
  }
}

export function readRankInput(json: unknown): RankInput {
  const errors = validator.Check(json) ? contentErrors(json) : fieldErrors(json);
  if (errors.length > mostErrors)
    errors.splice(mostErrors, Infinity, `and ${errors.length - mostErrors} more of this kind`);
  if (errors.length > 0 || !validator.Check(json)) throw new InvalidRankInput(errors);

  const { entries, jurors, scale, seats, higherIsBetter, rule } = json;
  return {
    sheet: {
      entries,
      jurors: Object.entries(jurors).map(([name, given]) => ({
        name,
        scores: entries.map((entry) => (Object.hasOwn(given, entry) ? (given[entry] as Score) : null)),
      })),
      scale: { lowest: scale[0], highest: scale[1] },
      higherIsBetter,
    },
    seats,
    rule,
  };
}

function fieldErrors(json: unknown): string[] {
  const errors = validator.Errors(json).flatMap((error) => {
    if (error.keyword === 'required')
      return error.params.requiredProperties.map((field) => `${error.instancePath}/${field}: is missing`);
    if (error.keyword === 'boolean') return [`${error.instancePath}: is no field of a jury’s file`];
    // Said of each such field already.
    if (error.keyword === 'additionalProperties') return [];
    if (error.keyword === 'enum') return [`${error.instancePath}: must be one of ${RULES.join(', ')}`];
    return [`${error.instancePath || '/'}: ${error.message}`];
  });
  return [...new Set(errors)];
}

/** What the parts say of each other. */
function contentErrors({ entries, jurors, scale: [lowest, highest] }: File): string[] {
  const errors = entries.flatMap((entry, at) => {
    const before = entries.indexOf(entry);
    return before === at ? [] : [`/entries/${at}: "${entry}" is /entries/${before} already`];
  });
  if (lowest >= highest) errors.push(`/scale: the lowest score, ${lowest}, is not below the highest, ${highest}`);

  for (const [juror, scores] of Object.entries(jurors))
    for (const [entry, score] of Object.entries(scores)) {
      const place = `/jurors/${pointer(juror)}/${pointer(entry)}`;
      if (!entries.includes(entry)) errors.push(`${place}: there is no entry ${JSON.stringify(entry)}`);
      else if (!isScore(score, lowest, highest))
        errors.push(
          `${place}: ${typeof score === 'number' ? score : JSON.stringify(score)} is no whole number from ${lowest} to ${highest}, nor null`,
        );
    }
  return errors;
}

function isScore(score: unknown, lowest: number, highest: number): score is Score {
  if (score === null) return true;
  return typeof score === 'number' && Number.isInteger(score) && score >= lowest && score <= highest;
}

/** In one line, whatever a name holds. */
function pointer(name: string): string {
  const escaped = (mark: string) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return name
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replaceAll(/\p{Cc}/gu, escaped);
}
