import { municipality } from '@kraftsamling/geography';
import { Random } from './random.ts';

/**
 * An award year that is made up throughout, with what makes such a year hard: a municipality that enters itself, one with neighbours, some
 * that several people nominate, a nomination that nobody confirms, one that leaves, jurors with conflicts, and two candidacies that no rule
 * can tell apart.
 */

export type Round = 'long-list' | 'short-list' | 'winner';

export interface SampleNomination {
  readonly municipalities: readonly string[];
  readonly by: 'itself' | Nominator;
  /** Whoever sent it uses the link in the mail. */
  readonly confirms: boolean;
}

interface Nominator {
  readonly name: string;
  readonly email: string;
  readonly organisation?: string;
  readonly language: 'sv' | 'en';
}

export interface SampleJuror {
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  /** Points that this juror gives more, or fewer, than others would. */
  readonly bias: number;
  readonly ties: readonly { readonly kind: string; readonly municipality: string }[];
}

const SEED = 20211116;

/** By the municipality that comes first in it: how good the jury will find it, in points of a criterion. The two in the middle are level. */
const MERITS: ReadonlyMap<string, number> = new Map([
  ['2284', 8],
  ['2081', 8],
  ['2062', 7],
  ['0580', 7],
  ['1880', 7],
  ['2180', 6],
  ['1980', 6],
  ['1080', 5],
  ['1293', 5],
  ['0880', 4],
  ['1287', 3],
  ['2482', 3],
]);

/** Asked to choose between them, the jury chooses the first. */
export const LEVEL: readonly string[] = ['1080', '1293'];
/** The municipal organisations of these have worked together with others, in whose service somebody in the jury has been. */
export const DETOURS_TO: readonly string[] = ['1880', '2180'];
export const WITHDRAWS = '0880';
export const SENDS_NO_ASSESSMENT = '1980';
export const COMPLEMENT: readonly string[] = ['2081', '0580', '1880'];
/** They write for the publication, two of them without competing. */
export const WRITE_ARTICLES: readonly string[] = ['2284', '1287', '0180', '2523'];
export const SEATS: Readonly<Record<Round, number>> = { 'long-list': 8, 'short-list': 4, winner: 1 };

/** One of the jury sends a nomination too: nobody judges what they have nominated. */
const NOMINATING_JUROR = 'nora.nilsson@jury.example';

const FIRST_NAMES = ['Maja', 'Ali', 'Karin', 'Lars', 'Sara', 'Erik', 'Ingrid', 'Omar', 'Eva', 'Nils'];
const LAST_NAMES = ['Exempel', 'Provsson', 'Testberg'];

export const nominations: readonly SampleNomination[] = [
  { municipalities: ['2284'], by: 'itself', confirms: true },
  { municipalities: ['2062', '2034', '2039'], by: 'itself', confirms: true },
  ...[...MERITS.keys()]
    .filter((code) => code !== '2284' && code !== '2062')
    .map((code, at) => ({ municipalities: [code], by: person(at), confirms: true })),
  ...['2081', '2081', '1880', '2284'].map((code, at) => ({
    municipalities: [code],
    by: person(40 + at),
    confirms: true,
  })),
  {
    municipalities: ['2482'],
    by: { name: 'Nora Nilsson', email: NOMINATING_JUROR, language: 'sv' },
    confirms: true,
  },
  { municipalities: ['1984'], by: person(60), confirms: false },
];

/** Seven, of whom three are tied to somebody in the plainest ways; who is tied by detours is found among what organisations do together. */
export const jury: readonly SampleJuror[] = [
  juror(1, 'Anna Ek', 1, [{ kind: 'employer', municipality: '0580' }]),
  juror(2, 'Bo Lind', 0),
  juror(3, 'Cecilia Dahl', -1, [{ kind: 'residence', municipality: '1980' }]),
  juror(4, 'David Holm', 0),
  juror(5, 'Elin Berg', 1),
  juror(6, 'Farid Amini', -1),
  { ...juror(7, 'Nora Nilsson', 0), email: NOMINATING_JUROR },
];

/** What is found out of this juror when the long list has been decided: it is decided again without them. */
export const FOUND_LATE = { juror: 'jury-6', municipality: '1287' } as const;

/** Two that are level are given the same by everybody; elsewhere jurors differ a little, and are biased as they are. */
export function scoresOf(
  { subject, bias }: SampleJuror,
  round: Round,
  first: string,
  criteria: readonly string[],
): Record<string, number> {
  const level = LEVEL.includes(first);
  const random = new Random(seedOf([subject, round, level ? 'level' : first]));
  const merit = MERITS.get(first) ?? 0;
  return Object.fromEntries(criteria.map((id) => [id, within(merit + bias + random.between([-1, 1]))]));
}

export function answerTo(question: string, codes: readonly string[]): string {
  const names = codes.map((code) => municipality(code).name).join(', ');
  return `${ANSWERS[question] ?? 'Det syns i vardagen.'} (${names})`;
}

export const complementOf = (code: string): string =>
  `${municipality(code).name} vill tillägga: invånarna har varit med och prövat varje steg.`;
export const assessmentOf = (code: string): string =>
  `DiMiOS, ${municipality(code).name}: bedömningen gjord av ledningsgruppen.`;
export const articleOf = (code: string) => ({
  title: `Så gjorde vi i ${municipality(code).name}`,
  text: 'Vi började med dem som hade svårast att komma med, och frågade dem först.',
});

const ANSWERS: Readonly<Record<string, string>> = {
  proud: 'Att alla kommer med, också de som aldrig har haft en dator.',
  effect: 'Färre väntar i telefon, och fler gör sina ärenden själva när det passar dem.',
  leap: 'Hemtjänst och skola gick över på distans på två veckor. Vi lärde oss att pröva i liten skala först.',
};

function person(at: number): Nominator {
  const [first, last] = [FIRST_NAMES[at % FIRST_NAMES.length] ?? '', LAST_NAMES[at % LAST_NAMES.length] ?? ''];
  return {
    name: `${first} ${last}`,
    email: `nominator-${at}@person.example`,
    language: at % 5 === 0 ? 'en' : 'sv',
    ...(at % 3 === 0 && { organisation: 'Byalaget' }),
  };
}

function juror(number: number, name: string, bias: number, ties: SampleJuror['ties'] = []): SampleJuror {
  const subject = `jury-${number}`;
  return { subject, name, email: `${subject}@jury.example`, bias, ties };
}

function within(points: number): number {
  return Math.min(10, Math.max(0, points));
}

function seedOf(words: readonly string[]): number {
  return words.join('|').split('').reduce((seed, letter) => (seed * 31 + (letter.codePointAt(0) ?? 0)) | 0, SEED); // prettier-ignore
}
