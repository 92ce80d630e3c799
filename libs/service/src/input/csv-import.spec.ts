import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { AlreadyExists, Refusal } from '@kraftsamling/messaging';
import { readCsv as read, csvInputError } from './csv.ts';
import type { CsvRow } from './csv.ts';
import {
  admit,
  changedIfAsked,
  createdOnce,
  importResult,
  openCsv,
  readRows,
  refuseInvalidCsv,
  repeatedRows,
  templateOf,
  writeRows,
} from './csv-import.ts';
import type { RowDifference } from './csv-import.ts';

const numbers = Array.from({ length: 100 }, (_, at) => at);
const readCsv = (bytes: Uint8Array) => read({ bytes });

describe('a file', () => {
  it('with errors is refused with all of them, by line', () => {
    expect(() => refuseInvalidCsv([csvInputError(3, 'b', 'two', 'B.'), csvInputError(2, 'a', 'one', 'A.')])).toThrow(
      expect.objectContaining({
        code: 'import-faulty',
        kind: 'invalid',
        message: 'The file has 2 errors. Nothing has been imported.',
        errors: [expect.objectContaining({ line: 2 }), expect.objectContaining({ line: 3 })],
      }),
    );
    expect(() => refuseInvalidCsv([csvInputError(2, 'a', 'one', 'A.')])).toThrow('The file has an error. ');
    expect(() => refuseInvalidCsv([])).not.toThrow();
  });

  it('with more errors than anybody reads names the first thousand, and counts them all', () => {
    const inputErrors = Array.from({ length: 1_500 }, (_, at) => csvInputError(at + 2, 'a', 'odd', 'What?'));
    const first = inputErrors.slice(0, 1_000);
    const inAnyOrder = [...inputErrors].reverse();

    const { refused } = admit([], inAnyOrder, { skipRefused: 'true' });
    expect(refused.refused).toBe(1_500);
    expect(refused.errors.map(({ line }) => line)).toEqual(first.map(({ line }) => line));
    expect(() => refuseInvalidCsv(inAnyOrder)).toThrow(
      expect.objectContaining({ message: 'The file has 1500 errors. Nothing has been imported.', errors: first }),
    );
  });

  it('is not opened when its header is another one, or it is no CSV', () => {
    const open = (text: string) =>
      openCsv({ bytes: Buffer.from(text) }, { title: '/title', place: '/place' }, ['title']);
    expect(open('title;place\nNils;Falun\n').rows).toMatchObject([{ line: 2 }]);
    for (const text of ['place\nFalun\n', 'title;titel\na;b\n', 'title;place\n"a;b\n', 'title\na;b\n', 'titel\na\n'])
      expect(() => open(text)).toThrow(expect.objectContaining({ code: 'import-faulty' }));
  });

  it('is read to its end, whatever is wrong on the way', async () => {
    const { rows } = readCsv(Buffer.from('title\na\n?\nb\n?\n'));
    const read = ({ line, cells }: CsvRow) => {
      const title = cells.get('title')!;
      return title === '?' ? { inputErrors: [csvInputError(line, 'title', 'odd', 'What?')] } : { line, title };
    };
    expect(await readRows(rows, read)).toEqual({
      sound: [
        { line: 2, title: 'a' },
        { line: 4, title: 'b' },
      ],
      inputErrors: [csvInputError(3, 'title', 'odd', 'What?'), csvInputError(5, 'title', 'odd', 'What?')],
    });
  });

  it('is read line by line, and others are answered in between', async () => {
    const { rows } = readCsv(Buffer.from('title\na\nb\nc\n'));
    const order: unknown[] = [];
    await readRows(rows, ({ line }) => {
      order.push(line);
      void setImmediate().then(() => order.push('another'));
      return { line };
    });
    expect(order).toEqual([2, 'another', 3, 'another', 4]);
  });

  it('goes on without the lines that are refused, if that is asked', () => {
    const rows = [{ line: 2 }, { line: 3 }, { line: 4 }];
    const inputErrors = [
      csvInputError(4, 'a', 'odd', 'What?'),
      csvInputError(3, 'b', 'odd', 'What?'),
      csvInputError(3, 'a', 'odd', 'What?'),
    ];
    expect(admit(rows, inputErrors, { skipRefused: 'true' })).toEqual({
      rows: [{ line: 2 }],
      refused: {
        refused: 2,
        errors: [
          { line: 3, column: 'b', code: 'odd', detail: 'Line 3, b: What?' },
          { line: 3, column: 'a', code: 'odd', detail: 'Line 3, a: What?' },
          { line: 4, column: 'a', code: 'odd', detail: 'Line 4, a: What?' },
        ],
      },
    });
    for (const query of [{}, { skipRefused: 'false' } as const])
      expect(() => admit(rows, inputErrors, query)).toThrow(expect.objectContaining({ code: 'import-faulty' }));
    expect(admit(rows, [], {})).toEqual({ rows, refused: { refused: 0, errors: [] } });
  });

  it('may name the same one on one line only', () => {
    const rows = ['a', 'b', 'A', 'a'].map((name, at) => ({ line: at + 2, name }));
    const named = { column: 'name', code: 'name-repeated', subject: 'This name' };
    expect(repeatedRows(rows, ({ name }) => name.toLowerCase(), named)).toEqual([
      csvInputError(4, 'name', 'name-repeated', 'This name is on line 2 too.'),
      csvInputError(5, 'name', 'name-repeated', 'This name is on line 2 too.'),
    ]);
  });

  it('to fill in has the columns, as Swedish Excel opens it', () => {
    const { headers, body } = templateOf({ title: '/title', place: '/place' }, 'library.csv');
    expect(headers).toMatchObject({ 'content-disposition': 'attachment; filename="library.csv"' });
    expect(body).toBe('\uFEFFtitle;place\r\n');
    expect(readCsv(Buffer.from(body))).toMatchObject({ columns: ['title', 'place'], rows: [], inputErrors: [] });
  });
});

describe('writing rows', () => {
  it('leaves what is there already as it is', async () => {
    expect(await createdOnce(Promise.resolve())).toBe('created');
    expect(await createdOnce(Promise.reject(new AlreadyExists(['_id'])))).toBe('unchanged');
    await expect(createdOnce(Promise.reject(new Error('away')))).rejects.toThrow('away');
  });

  it('says what has become of each, and never writes many at once', async () => {
    let underWay = 0;
    let most = 0;
    const write = async (row: number) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      return row;
    };
    expect([...(await writeRows(numbers, write))].sort((a, b) => a - b)).toEqual(numbers);
    expect(most).toBeLessThanOrEqual(16);
  });

  it('begins no others when one has failed, and says so when nothing is under way', async () => {
    const begun: number[] = [];
    let underWay = 0;
    const write = async (row: number) => {
      if (row === 20) throw new Error('The database is away.');
      begun.push(row);
      underWay++;
      // Those beside the one that fails take longer than it does.
      await setImmediate();
      underWay--;
    };
    await expect(writeRows(numbers, write)).rejects.toThrow('The database is away.');
    expect(begun.length).toBeLessThan(40);
    expect(underWay).toBe(0);
  });
});

describe('what a file says otherwise', () => {
  const differences = [{ column: 'title', there: 'Nils', file: 'Nisse' }];
  const differs: Omit<RowDifference, 'line'> = { outcome: 'differs', differences };

  it('is told line by line, in their order, beside how many lines have come to what', () => {
    const changed = { ...differs, outcome: 'changed' } as const;
    const created = { ...differs, outcome: 'created' } as const;
    expect(
      importResult([
        { line: 6, ...created },
        { line: 5, ...differs },
        { line: 2, outcome: 'created' },
        { line: 3, outcome: 'unchanged' },
        { line: 4, ...changed },
      ]),
    ).toEqual({
      ...{ created: 2, unchanged: 1, changed: 1, differing: 1 },
      differences: [
        { line: 4, ...changed },
        { line: 5, ...differs },
        { line: 6, ...created },
      ],
    });
  });

  it('is told of the first thousand', () => {
    const result = importResult(
      numbers.flatMap((at) => numbers.map((line) => ({ line: 100 * at + line, ...differs }))),
    );
    expect(result.differing).toBe(10_000);
    expect(result.differences.map(({ line }) => line)).toEqual(Array.from({ length: 1_000 }, (_, line) => line));
  });

  it('becomes so only where that is asked for', async () => {
    let changes = 0;
    const change = () => Promise.resolve(++changes);
    for (const query of [{}, { mode: 'create' } as const])
      expect(await changedIfAsked(query, differs, change)).toBe(differs);
    expect(changes).toBe(0);
    expect(await changedIfAsked({ mode: 'update' }, differs, change)).toEqual({ ...differs, outcome: 'changed' });
    expect(changes).toBe(1);
  });

  it('stays so where that is refused, and the line says why', async () => {
    const refused = () => Promise.reject(new Refusal('booked', 'Somebody has booked it.'));
    const reason = { code: 'booked', detail: 'Somebody has booked it.' };
    expect(await changedIfAsked({ mode: 'update' }, differs, refused)).toEqual({ ...differs, ...reason });
    const failed = () => Promise.reject(new Error('away'));
    await expect(changedIfAsked({ mode: 'update' }, differs, failed)).rejects.toThrow('away');
  });
});
