import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Verifier } from '../proofs/verifiers.ts';
import { hasPython, runVerifier } from '../proofs/verifiers.ts';
import type { Entry } from '../src/record/entry.ts';
import { recordFile } from '../src/record/record-file.ts';
import type { Link } from '../src/record/record.ts';
import { append, beginRecord, tipOf } from '../src/record/record.ts';
import { commitTo } from '../src/record/seal.ts';
import type { Step } from './sample-year.ts';
import {
  announced,
  bytes,
  committed,
  definition,
  nominated,
  recordOf,
  sampleYear,
  scored,
  withheld,
} from './sample-year.ts';

const vectors = join(import.meta.dirname, '..', 'record', 'vectors');
const vector = (name: string) => join(vectors, `${name}.jsonl`);
const here: readonly Verifier[] = [
  'verify-record.mjs',
  ...((await hasPython()) ? (['verify_record.py'] as const) : []),
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kraftsamling-verifiers-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('says which verifiers this machine has', () => {
  const missing = here.includes('verify_record.py')
    ? ''
    : ' ONLY: Python 3 is not here, and verify_record.py was not tried';
  process.stdout.write(`Records are verified by ${here.join(' and ')}${missing}.\n`);
  expect(here).toContain('verify-record.mjs');
});

describe('the vectors', () => {
  it.each(['empty', 'whole-year', 'unicode', 'largest-numbers', 'rule-rank-sum'])(
    'are what the service writes: %s',
    async (name) => {
      const written = await readFile(vector(name), 'utf8');
      const [{ award }, ...links] = written
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Link) as [Link, ...Link[]];
      let tip = beginRecord(award);
      const again = links.map(({ kind, data, at, salt }) => {
        const link = append(tip, { kind, data } as Entry, new Date(at), Buffer.from(salt, 'hex'));
        tip = tipOf(link);
        return link;
      });
      expect(recordFile(award, again)).toBe(written);
    },
  );
});

/** The sample year, with something in it that the rules of the award do not allow, and every hash right. */
interface Breach {
  readonly what: string;
  readonly steps: readonly Step[];
  readonly instants?: Readonly<Record<string, string>>;
  readonly finding: string;
}

const insert = (number: number, ...steps: readonly Step[]) => sampleYear.toSpliced(number - 1, 0, ...steps);
const replace = (number: number, ...steps: readonly Step[]) => sampleYear.toSpliced(number - 1, 1, ...steps);
const remove = (number: number, count = 1) => sampleYear.toSpliced(number - 1, count);
const any = (kind: string, data: Readonly<Record<string, unknown>>) => ({ kind, data }) as unknown as Entry;

const nominationOfA = nominated('a', ['2080', '2081']).data;
const both = { effect: 5, språng: 5 };

const breaches: readonly Breach[] = [
  {
    what: 'nothing defines the award',
    steps: remove(1),
    finding: 'Entry 1: it does not define the award.',
  },
  {
    what: 'the award is defined twice',
    steps: insert(2, any('award-defined', { ...definition, rule: 'median' })),
    finding: 'Entry 2: an award is defined once, by the first entry.',
  },
  {
    what: 'a kind that there is not',
    steps: insert(2, any('winner-guessed', {})),
    finding: 'Entry 2: version 1 has no kind "winner-guessed".',
  },
  {
    what: 'more is said than the form of a kind has',
    steps: replace(7, any('complement-submitted', { candidacy: 'a', text: withheld('more'), by: 'Åsa' })),
    finding: 'Entry 7: it is not of the form of complement-submitted.',
  },
  {
    what: 'a nomination counted twice',
    steps: insert(3, nominated('a', ['2080', '2081'])),
    finding: 'Entry 3: nomination "n-a" is on record already.',
  },
  {
    what: 'a nomination that was submitted at its deadline',
    steps: replace(2, any('nomination-confirmed', { ...nominationOfA, submittedAt: definition.deadlines.nominations })),
    finding:
      'Entry 2: it was submitted at 2021-04-29T22:00:00.000Z: nominations had closed at 2021-04-29T22:00:00.000Z.',
  },
  {
    what: 'a joint candidacy that loses a municipality',
    steps: insert(3, any('nomination-confirmed', { ...nominationOfA, nomination: 'n2', municipalities: ['2080'] })),
    finding: 'Entry 3: candidacy "a" is of "2080", "2081".',
  },
  {
    what: 'a nomination after the long list',
    steps: insert(23, nominated('e')),
    finding: 'Entry 23: the long list has been decided.',
  },
  {
    what: 'another municipality is informed',
    steps: replace(6, any('municipality-informed', { candidacy: 'a', municipality: '0180' })),
    finding: 'Entry 6: candidacy "a" is not of "0180".',
  },
  {
    what: 'a complement to what nobody nominated',
    steps: replace(7, any('complement-submitted', { candidacy: 'x', text: withheld('more') })),
    finding: 'Entry 7: there is no candidacy "x".',
  },
  {
    what: 'a complement at its deadline',
    steps: sampleYear,
    instants: { 'complement-submitted': definition.deadlines.complements },
    finding: 'Entry 7: complements had closed at 2021-05-12T22:00:00.000Z.',
  },
  {
    what: 'a complement at the deadline that was extended',
    steps: insert(7, any('deadline-extended', moved('complements', '2021-05-12', '2021-05-20'))),
    instants: { 'complement-submitted': '2021-05-20T22:00:00.000Z' },
    finding: 'Entry 8: complements had closed at 2021-05-20T22:00:00.000Z.',
  },
  {
    what: 'a candidacy withdrawn twice',
    steps: insert(8, any('candidacy-withdrawn', { candidacy: 'd' }), any('candidacy-withdrawn', { candidacy: 'd' })),
    finding: 'Entry 9: "d" has withdrawn already.',
  },
  {
    what: 'scores of a candidacy that has withdrawn',
    steps: insert(10, any('candidacy-withdrawn', { candidacy: 'a' })),
    finding: 'Entry 11: "a" is not in the round long-list.',
  },
  {
    what: 'scores by somebody who is no juror',
    steps: insert(20, scored('long-list', 'j4', 'a', both)),
    finding: 'Entry 20: "j4" is no juror.',
  },
  {
    what: 'scores after the round',
    steps: insert(23, scored('long-list', 'j1', 'a', both)),
    finding: 'Entry 23: the round long-list is not open.',
  },
  {
    what: 'scores before the round',
    steps: insert(10, scored('short-list', 'j1', 'a', both)),
    finding: 'Entry 10: the round short-list is not open.',
  },
  {
    what: 'scores by a recused juror',
    steps: insert(20, scored('long-list', 'j3', 'd', both)),
    finding: 'Entry 20: "j3" is kept from "d" by a conflict of interest.',
  },
  {
    what: 'scores by a juror whom the secretariat has blocked',
    steps: replace(
      9,
      any('conflict-decided', { juror: 'j1', candidacy: 'a', outcome: 'blocked', ground: withheld('x') }),
    ),
    finding: 'Entry 10: "j1" is kept from "a" by a conflict of interest.',
  },
  {
    what: 'a score above the scale',
    steps: replace(10, scored('long-list', 'j1', 'a', { effect: 11, språng: 8 })),
    finding: 'Entry 10: a score is not within 0 to 10.',
  },
  {
    what: 'a score below the scale',
    steps: replace(10, scored('long-list', 'j1', 'a', { effect: 9, språng: -1 })),
    finding: 'Entry 10: a score is not within 0 to 10.',
  },
  {
    what: 'a criterion left out',
    steps: replace(10, scored('long-list', 'j1', 'a', { effect: 9 })),
    finding: 'Entry 10: it does not score each criterion, and nothing else.',
  },
  {
    what: 'a criterion that there is not',
    steps: replace(10, scored('long-list', 'j1', 'a', { ...both, charm: 10 })),
    finding: 'Entry 10: it does not score each criterion, and nothing else.',
  },
  {
    what: 'scores of what is not on the list before',
    steps: insert(27, scored('short-list', 'j1', 'd', both)),
    finding: 'Entry 27: "d" is not in the round short-list.',
  },
  {
    what: 'scores of who has not submitted an assessment',
    steps: remove(25),
    finding: 'Entry 27: "b" is not in the round short-list.',
  },
  {
    what: 'scores of a finalist whom the jury has not met',
    steps: remove(37),
    finding: 'Entry 42: "b" is not in the round winner.',
  },
  {
    what: 'a score that decides otherwise',
    steps: replace(13, scored('long-list', 'j1', 'd', { effect: 10, språng: 10 })),
    finding: 'Entry 21: it decides a tie that the rule does not leave.',
  },
  {
    what: 'a long list that does not follow from the scores',
    steps: replace(22, any('long-list-decided', { candidacies: ['a', 'c', 'd'] })),
    finding: 'Entry 22: by the rule it is "a", "b", "c".',
  },
  {
    what: 'a tie that nobody decided',
    steps: remove(21),
    finding: 'Entry 21: the rule leaves a tie for 1 of "c", "d", and no decision of it is on record.',
  },
  {
    what: 'another tie decided than there is',
    steps: replace(21, any('tie-decided', { round: 'long-list', tied: ['b', 'd'], chosen: ['b'] })),
    finding: 'Entry 21: it decides a tie that the rule does not leave.',
  },
  {
    what: 'a tie decided for fewer seats than there are',
    steps: [11, 15, 19]
      .reduce<readonly Step[]>(
        (steps, number, at) => steps.with(number - 1, scored('long-list', `j${at + 1}`, 'b', both)),
        sampleYear,
      )
      .with(20, any('tie-decided', { round: 'long-list', tied: ['b', 'c', 'd'], chosen: ['b'] })),
    finding: 'Entry 22: the rule leaves a tie for 2 of "b", "c", "d", and no decision of it is on record.',
  },
  {
    what: 'a tie decided before all scores were there',
    steps: insert(22, scored('long-list', 'j3', 'c', both)),
    finding: 'Entry 23: the rule leaves a tie for 1 of "c", "d", and no decision of it is on record.',
  },
  {
    what: 'a tie decided before scores were taken out',
    steps: insert(22, any('juror-recused', { juror: 'j2', candidacy: 'c', ground: withheld('x') })),
    finding: 'Entry 23: the rule leaves a tie for 1 of "c", "d", and no decision of it is on record.',
  },
  {
    what: 'a tie decided for somebody who is not in it',
    steps: replace(21, any('tie-decided', { round: 'long-list', tied: ['c', 'd'], chosen: ['b'] })),
    finding: 'Entry 21: those chosen are not some of those tied.',
  },
  {
    what: 'a tie in a round that has not begun',
    steps: insert(10, any('tie-decided', { round: 'winner', tied: ['c', 'd'], chosen: ['c'] })),
    finding: 'Entry 10: the round winner is not open.',
  },
  {
    what: 'a list with somebody on it whom nobody nominated, who goes on from there',
    steps: sampleYear.toSpliced(
      21,
      2,
      any('long-list-decided', { candidacies: ['a', 'b', 'x'] }),
      any('assessment-submitted', { candidacy: 'x', assessment: withheld('x') }),
    ),
    finding: 'Entry 22: there is no candidacy "x".',
  },
  {
    what: 'a winner whom nobody nominated',
    steps: replace(47, any('winner-decided', { candidacy: 'x' })),
    finding: 'Entry 47: there is no candidacy "x".',
  },
  {
    what: 'a commitment to nobody',
    steps: insert(48, any('list-recomputed', { round: 'winner', candidacies: [] })),
    finding: 'Entry 48: it names 0: 1 to 1 are to be named, and 2 can be ranked.',
  },
  {
    what: 'a list in an order of its own',
    steps: replace(22, any('long-list-decided', { candidacies: ['b', 'a', 'c'] })),
    finding: 'Entry 22: its candidacies are not in order.',
  },
  {
    what: 'a list that is too long',
    steps: replace(22, any('long-list-decided', { candidacies: ['a', 'b', 'c', 'd'] })),
    finding: 'Entry 22: it names 4: 2 to 3 are to be named, and 4 can be ranked.',
  },
  {
    what: 'a list that is too short',
    steps: replace(22, any('long-list-decided', { candidacies: ['a'] })),
    finding: 'Entry 22: it names 1: 2 to 3 are to be named, and 4 can be ranked.',
  },
  {
    what: 'a list announced that was not decided',
    steps: replace(23, any('list-announced', { round: 'long-list', candidacies: ['a', 'b', 'd'] })),
    finding: 'Entry 23: it is not the list that was decided.',
  },
  {
    what: 'an assessment from outside of the long list',
    steps: insert(27, any('assessment-submitted', { candidacy: 'd', assessment: withheld('x') })),
    finding: 'Entry 27: "d" is not on the long list.',
  },
  {
    what: 'an assessment at its deadline',
    steps: sampleYear,
    instants: { 'assessment-submitted': definition.deadlines.assessments },
    finding: 'Entry 24: assessments had closed at 2021-06-01T00:00:00.000Z.',
  },
  {
    what: 'a meeting with who is no finalist',
    steps: insert(38, any('meeting-held', { candidacy: 'c', minutes: withheld('x') })),
    finding: 'Entry 38: "c" is not on the short list.',
  },
  {
    what: 'a juror withdrawn late, and the lists not recomputed',
    steps: remove(39, 3),
    finding: 'Entry 44: the list of the round long-list was not recomputed after entry 38.',
  },
  {
    what: 'a list recomputed, and not the one that follows from it',
    steps: insert(
      42,
      any('juror-recused', { juror: 'j3', candidacy: 'c', ground: withheld('x') }),
      any('tie-decided', { round: 'long-list', tied: ['c', 'd'], chosen: ['d'] }),
      any('list-recomputed', { round: 'long-list', candidacies: ['a', 'b', 'd'] }),
    ),
    finding: 'Entry 50: the list of the round short-list was not recomputed after entry 44.',
  },
  {
    what: 'a list recomputed that was never decided',
    steps: insert(10, any('list-recomputed', { round: 'long-list', candidacies: [] })),
    finding: 'Entry 10: the round long-list has not been decided.',
  },
  {
    what: 'a list recomputed otherwise than the rule has it',
    steps: replace(41, any('list-recomputed', { round: 'short-list', candidacies: ['a', 'c'] })),
    finding: 'Entry 41: by the rule it is "a", "b".',
  },
  {
    what: 'a winner who does not follow from the scores',
    steps: replace(47, any('winner-decided', { candidacy: 'a' })),
    finding: 'Entry 47: by the rule it is "b".',
  },
  {
    what: 'a winner decided twice',
    steps: insert(48, any('winner-decided', { candidacy: 'a' })),
    finding: 'Entry 48: the round winner is not open.',
  },
  {
    what: 'a commitment before there is a winner',
    steps: insert(47, committed),
    finding: 'Entry 47: no winner has been decided.',
  },
  {
    what: 'no commitment',
    steps: remove(48),
    finding: 'Entry 48: 0 commitments were published, and 0 are opened.',
  },
  {
    what: 'a commitment to somebody else',
    steps: replace(48, any('commitment-published', { commitment: withheld('a') })),
    finding: 'Entry 49: it does not open the commitment of entry 48.',
  },
  {
    what: 'a commitment to what was not decided, truly opened',
    steps: replace(
      48,
      (_tip, links) => any('commitment-published', { commitment: commitTo(otherResult(links), bytes('other')) }),
      (_tip, links) =>
        any('winner-announced', {
          winner: 'b',
          openings: [{ nonce: Buffer.from(bytes('other')).toString('hex'), result: otherResult(links.slice(0, -1)) }],
        }),
    ),
    finding: 'Entry 49: the commitment of entry 48 is not to what had been decided.',
  },
  {
    what: 'one of two commitments stays shut',
    steps: insert(48, any('commitment-published', { commitment: withheld('a') })).with(49, (tip, links) =>
      typeof announced === 'function' ? withoutFirstOpening(announced(tip, links)) : announced,
    ),
    finding: 'Entry 50: 2 commitments were published, and 1 are opened.',
  },
  {
    what: 'a winner announced a millisecond too early',
    steps: sampleYear,
    instants: { 'winner-announced': '2021-11-16T17:59:59.999Z' },
    finding: 'Entry 49: the winner is secret until 2021-11-16T18:00:00.000Z.',
  },
  {
    what: 'another winner announced than decided',
    steps: sampleYear.with(48, (tip, links) => {
      const { data } = typeof announced === 'function' ? announced(tip, links) : announced;
      return any('winner-announced', { ...data, winner: 'a' });
    }),
    finding: 'Entry 49: the winner is not the one decided.',
  },
  {
    what: 'a winner announced who has withdrawn',
    steps: insert(48, any('candidacy-withdrawn', { candidacy: 'b' })),
    finding: 'Entry 50: "b" has withdrawn.',
  },
  {
    what: 'a winner announced twice',
    steps: insert(50, announced),
    finding: 'Entry 50: entry 49 announced the winner.',
  },
  {
    what: 'a winner changed after the last commitment',
    steps: insert(
      49,
      any('juror-recused', { juror: 'j1', candidacy: 'b', ground: withheld('x') }),
      any('list-recomputed', { round: 'long-list', candidacies: ['a', 'c', 'd'] }),
      any('list-recomputed', { round: 'short-list', candidacies: ['a', 'c'] }),
      any('list-recomputed', { round: 'winner', candidacies: ['a'] }),
    ),
    finding: 'Entry 53: the last commitment is to another winner.',
  },
  {
    what: 'a deadline that was another one',
    steps: insert(2, any('deadline-extended', moved('complements', '2021-05-01', '2021-06-01'))),
    finding: 'Entry 2: the deadline of "complements" was not 2021-05-01T22:00:00.000Z.',
  },
  {
    what: 'a deadline that is drawn in',
    steps: insert(2, any('deadline-extended', moved('complements', '2021-05-12', '2021-05-11'))),
    finding: 'Entry 2: a deadline is moved to a later instant only.',
  },
  {
    what: 'an article submitted twice',
    steps: insert(51, any('article-submitted', { article: 'a1', municipality: '2081', text: withheld('x') })),
    finding: 'Entry 51: article "a1" is on record already.',
  },
  {
    what: 'an article accepted that nobody submitted',
    steps: insert(50, any('article-accepted', { article: 'a2' })),
    finding: 'Entry 50: article "a2" is not a submitted one.',
  },
  {
    what: 'an article published that nobody accepted',
    steps: remove(51),
    finding: 'Entry 51: article "a1" is not an accepted one.',
  },
];

function moved(phase: string, from: string, to: string) {
  return { phase, from: `${from}T22:00:00.000Z`, to: `${to}T22:00:00.000Z` };
}

function otherResult(links: readonly Link[]) {
  const count = links.length;
  const head = links.at(-1)?.hash ?? '';
  return { award: 'sample-2021', count, head, longList: ['a', 'b', 'c'], shortList: ['a', 'b'], winner: 'a' };
}

function withoutFirstOpening(entry: Entry): Entry {
  if (entry.kind !== 'winner-announced') return entry;
  return { ...entry, data: { ...entry.data, openings: entry.data.openings.slice(1) } };
}

describe.each(here)('%s', (verifier) => {
  it('says of every vector what is expected of it', async () => {
    const files = (await readdir(vectors)).filter((name) => name.endsWith('.jsonl')).sort();
    const { text } = await runVerifier(
      verifier,
      files.map((name) => join(vectors, name)),
    );
    expect(text).toBe(await readFile(join(vectors, 'expected.txt'), 'utf8'));
  });

  it.each([
    [0, ['whole-year']],
    [0, ['empty', 'unicode', 'largest-numbers']],
    [1, ['whole-year', 'broken-cut-off', 'unreadable-text']],
    [2, ['whole-year', 'unreadable-text']],
    [2, ['rule-calibrated']],
    [2, ['no-such-file']],
  ])('ends with %i for %j', async (code, names) => {
    expect(await runVerifier(verifier, names.map(vector))).toMatchObject({ code });
  });

  it('says how it is used to whoever does not know', async () => {
    expect(await runVerifier(verifier, [])).toMatchObject({ code: 2, text: expect.stringContaining('--head') });
    const wrong = [{ count: 0, head: 'x' }];
    expect(await runVerifier(verifier, [vector('empty')], wrong)).toMatchObject({
      code: 2,
      text: expect.stringContaining('--head'),
    });
  });

  it('compares count and head with what was published', async () => {
    const links = recordOf(sampleYear, { instants: { 'winner-announced': definition.deadlines.announcement } });
    const heads = links.map(tipOf);
    const whole = await runVerifier(verifier, [vector('whole-year')], [heads[9]!, heads[51]!]);
    expect(whole).toMatchObject({ code: 0, text: expect.stringContaining(`Count and head are as published: 52:`) });

    const forged = [heads[9]!, { ...heads[19]!, head: 'a'.repeat(64) }, heads[51]!];
    const { verdicts } = await runVerifier(verifier, [vector('whole-year')], forged);
    expect([...verdicts.values()]).toEqual(['tampered within entries 11 to 20']);
  });

  it.each<[string, readonly Step[]]>([
    [
      'a tie that was decided for three seats, and a list of two',
      [...sampleYear.slice(0, 21), any('long-list-decided', { candidacies: ['a', 'b'] })],
    ],
    [
      'a tie that was decided before one of the tied withdrew',
      [
        ...sampleYear.slice(0, 21),
        any('candidacy-withdrawn', { candidacy: 'd' }),
        any('long-list-decided', { candidacies: ['a', 'b', 'c'] }),
      ],
    ],
  ])('finds nothing wrong with %s', async (_, steps) => {
    const file = join(folder, 'honest.jsonl');
    await writeFile(file, recordFile('sample-2021', recordOf(steps)));
    expect(await runVerifier(verifier, [file])).toMatchObject({ code: 0, text: expect.stringContaining(': whole') });
  });

  it('finds what the rules of the award do not allow, though every hash is right', async () => {
    const files = await Promise.all(
      breaches.map(async ({ steps, instants }, at) => {
        const file = join(folder, `${at}.jsonl`);
        const announcement = { 'winner-announced': definition.deadlines.announcement };
        await writeFile(
          file,
          recordFile('sample-2021', recordOf(steps, { instants: { ...announcement, ...instants } })),
        );
        return file;
      }),
    );
    const { text } = await runVerifier(verifier, files);
    const firstFindings = text.split(/^\d+\.jsonl: .*\n {2}/m).slice(1);
    expect(breaches.map(({ what }, at) => [what, firstFindings[at]?.split('\n')[0]])).toEqual(
      breaches.map(({ what, finding }) => [what, finding]),
    );
  });
});
