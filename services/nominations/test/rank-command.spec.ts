import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

interface Jury {
  readonly entries: readonly string[];
  readonly jurors: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}
interface Panel extends Jury {
  readonly name: string;
  readonly published: {
    readonly ranks: Readonly<Record<string, number>>;
    readonly rankSums: Readonly<Record<string, number>>;
    readonly kendallW: number;
    readonly chanceProbability: number;
  };
}

const { panels } = await data<{ panels: readonly Panel[] }>('wine-panels.json');
const eurovision = await data<Jury>('eurovision-1969.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kraftsamling-rank-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the command that ranks a jury’s file', () => {
  it.each(panels.map((panel) => [panel.name, panel] as const))(
    'counts the wine panel of %s as it was published',
    async (_, { entries, jurors, published }) => {
      const { ranking, rankSums, agreement } = await verdictOn({
        entries,
        jurors,
        scale: [1, entries.length],
        seats: 3,
        higherIsBetter: false,
        rule: 'rank-sum',
      });
      expect(Object.fromEntries(ranking.map(({ entry, rank }) => [entry, rank]))).toEqual(published.ranks);
      expect(Object.fromEntries(ranking.map(({ entry, score }) => [entry, score]))).toEqual(published.rankSums);
      expect(rankSums).toEqual(published.rankSums);
      expect(agreement).toEqual({
        kendallW: published.kendallW,
        chanceProbability: published.chanceProbability,
      });
    },
  );

  it('leaves the four winners of the Eurovision Song Contest 1969 a tie', async () => {
    const { ranking, otherRules, agreement, certificate } = await verdictOn({
      entries: eurovision.entries,
      jurors: eurovision.jurors,
      scale: [0, 10],
      seats: 1,
      higherIsBetter: true,
      rule: 'mean',
    });
    const four = ['Spain', 'United Kingdom', 'Netherlands', 'France'];
    expect(ranking.slice(0, 5).map(({ rank, score }) => [rank, score])).toEqual([
      ...four.map(() => [1, 18 / 15]),
      [5, 13 / 15],
    ]);
    expect(
      ranking
        .slice(0, 4)
        .map(({ entry }) => entry)
        .sort(),
    ).toEqual(four.toSorted());
    expect(certificate).toMatchObject({
      inside: [],
      tied: expect.arrayContaining(four),
      smallestChange: { points: 1 },
      smallestSwap: null,
    });
    // No country may give itself points, which is missing and no zero.
    expect(agreement).toEqual({
      kendallW: null,
      chanceProbability: null,
      why: 'Not every juror has scored every entry.',
    });
    expect(Object.keys(otherRules)).toEqual(['median', 'trimmed-mean', 'rank-sum', 'calibrated', 'pairwise']);
  });

  it('says what the list hangs on', async () => {
    const { certificate } = await verdictOn({
      entries: ['Åsele', 'Dorotea'],
      jurors: { Anna: { Åsele: 9, Dorotea: 4 }, Bo: { Åsele: 5, Dorotea: 6 }, Cilla: { Åsele: 5, Dorotea: 6 } },
      scale: [0, 10],
      seats: 1,
      higherIsBetter: true,
      rule: 'mean',
    });
    expect(certificate).toEqual({
      seats: 1,
      inside: ['Åsele'],
      tied: [],
      smallestChange: {
        points: 3,
        changes: [{ juror: 'Anna', entry: 'Åsele', from: 9, to: 6 }],
        inside: [],
        tied: ['Åsele', 'Dorotea'],
      },
      smallestSwap: {
        points: 4,
        changes: [{ juror: 'Anna', entry: 'Åsele', from: 9, to: 5 }],
        inside: ['Dorotea'],
        tied: [],
      },
      absences: { size: 1, sets: [{ jurors: ['Anna'], inside: ['Dorotea'], tied: [] }] },
    });
  });

  it('ranks nobody by calibration where the jury falls into parts, and says which review is missing', async () => {
    const { ranking, calibration, certificate } = await verdictOn({
      entries: ['Åsele', 'Dorotea'],
      jurors: { Anna: { Åsele: 9 }, Bo: { Dorotea: 6 } },
      scale: [0, 10],
      seats: 1,
      higherIsBetter: true,
      rule: 'calibrated',
    });
    expect(ranking).toEqual([
      { entry: 'Åsele', rank: null, score: null },
      { entry: 'Dorotea', rank: null, score: null },
    ]);
    expect(calibration).toMatchObject({ connectingReviews: [{ juror: 'Anna', entry: 'Dorotea' }] });
    expect(certificate).toMatchObject({ inside: [], tied: [], smallestChange: null });
  });

  it('ends with 2 and names what is wrong with the file', async () => {
    const input = {
      entries: ['Åsele'],
      jurors: { Anna: { Åsele: 11 } },
      scale: [0, 10],
      seats: 1,
      higherIsBetter: true,
    };
    expect(await ranked(await written({ ...input, rule: 'mean' }))).toEqual({
      code: 2,
      stdout: '',
      stderr: '/jurors/Anna/Åsele: 11 is no whole number from 0 to 10, nor null\n',
    });
  });

  it.each([
    ['a juror who is there twice', '{"jurors":{"Anna":{"Åsele":1},"Anna":{}}}', '"Anna" stands twice in one object'],
    [
      'a score that is there twice',
      '{"jurors":{"Anna":{"Åsele":1,"\\u00c5sele":2}}}',
      '"\\u00c5sele" stands twice in one object',
    ],
    ['bytes that are no text', Buffer.from([0x22, 0xc5, 0x22]), 'not valid for encoding utf-8'],
  ])('ends with 2 for %s', async (_, content, message) => {
    const file = join(folder, 'odd.json');
    await writeFile(file, content);
    const { code, stdout, stderr } = await ranked(file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('says what is wrong in one line, whatever a name holds', async () => {
    const input = {
      entries: ['Åsele'],
      jurors: { 'Anna\n/seats: is fine\u001b[2J': { Åsele: 11 } },
      scale: [0, 10],
      seats: 1,
    };
    const { code, stderr } = await ranked(await written({ ...input, higherIsBetter: true, rule: 'mean' }));
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: '/jurors/Anna\\u000a~1seats: is fine\\u001b[2J/Åsele: 11 is no whole number from 0 to 10, nor null\n',
    });
  });

  it('takes a file as some editors begin it, and counts entries that have "quotes": in their names', async () => {
    const file = join(folder, 'marked.json');
    const name = 'Å "sele": {"';
    const input = {
      entries: [name],
      jurors: { [name]: { [name]: 4 } },
      scale: [0, 10],
      seats: 1,
      higherIsBetter: true,
    };
    await writeFile(file, `\ufeff${JSON.stringify({ ...input, rule: 'mean' })}`);
    const { code, stdout } = await ranked(file);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ranking: [{ entry: name, rank: 1, score: 4 }] });
  });

  it('says nothing of a juror where nobody has scored anything', async () => {
    const input = {
      entries: ['Åsele'],
      jurors: { Anna: { Åsele: null } },
      scale: [0, 10],
      seats: 1,
      higherIsBetter: true,
    };
    const { ranking, calibration } = await verdictOn({ ...input, rule: 'calibrated' });
    expect(ranking).toEqual([{ entry: 'Åsele', rank: null, score: null }]);
    expect(calibration).toEqual({ confidence: 0.95, biases: [] });
  });

  it.each([
    ['a file that does not exist', ['nowhere.json'], 'nowhere.json: ENOENT'],
    ['no file', [], 'One file is to be named.'],
    ['two files', ['one.json', 'two.json'], 'One file is to be named.'],
    ['an option that it does not know', ['--fast', 'jury.json'], "Unknown option '--fast'"],
  ])('ends with 2 for %s', async (_, args, message) => {
    const { code, stdout, stderr } = await ranked(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('ends with 2 for what is no JSON', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{ "entries": [');
    const { code, stderr } = await ranked(file);
    expect(code).toBe(2);
    expect(stderr).toMatch(/broken\.json: .*JSON/);
  });
});

interface Verdict {
  readonly ranking: readonly { readonly entry: string; readonly rank: number | null; readonly score: number | null }[];
  readonly rankSums: unknown;
  readonly agreement: unknown;
  readonly otherRules: object;
  readonly calibration: unknown;
  readonly certificate: unknown;
}

async function verdictOn(input: unknown): Promise<Verdict> {
  const { code, stdout, stderr } = await ranked(await written(input));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Verdict;
}

async function written(input: unknown): Promise<string> {
  const file = join(folder, 'jury.json');
  await writeFile(file, JSON.stringify(input));
  return file;
}

async function data<Content>(name: string): Promise<Content> {
  return JSON.parse(await readFile(join(import.meta.dirname, 'data', name), 'utf8')) as Content;
}

function ranked(...args: readonly string[]) {
  const command = join(import.meta.dirname, '..', 'src', 'judging', 'rank.main.ts');
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [command, ...args],
      { env: { ...process.env, NODE_OPTIONS: '' } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}
