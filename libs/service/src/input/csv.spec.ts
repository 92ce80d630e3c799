import { beforeAll, describe, expect, it } from '@jest/globals';
import { readCsv as read } from './csv.ts';
import type { Csv } from './csv.ts';

const readCsv = (bytes: Uint8Array, charset?: string) => read({ bytes, charset });
const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** As many cells as a file may have: what it costs to read them all says how fast the machine is just now. */
const largest = (() => {
  const line = (word: string) => Array.from({ length: 100 }, (_, n) => `${word} ${n}`).join(';');
  return [line('column'), ...Array.from({ length: 5_000 }, () => line('cell'))].join('\n');
})();

/** In microseconds of this process, whatever others do meanwhile. */
function timeToRead(bytes: Uint8Array, check: (csv: Csv) => void): number {
  const before = process.cpuUsage();
  const csv = readCsv(bytes);
  const { user, system } = process.cpuUsage(before);
  check(csv);
  return user + system;
}

const cells = (text: string) => readCsv(utf8(text)).rows.map(({ cells }) => Object.fromEntries(cells));

describe('a CSV file', () => {
  it.each([';', ',', '\t'])('is read with %s between the cells', (separator) => {
    expect(cells(`a${separator}b\n1${separator}2\n`)).toEqual([{ a: '1', b: '2' }]);
  });

  it('is read with and without a byte order mark, with either line ending and without the last one', () => {
    expect(cells('\uFEFFa;b\r\n1;2\r\n3;4')).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
  });

  it('is read as Windows-1252 when it is not UTF-8, and says so', () => {
    const csv = readCsv(latin1('namn;ort\nÅsa;Örebro\n'));
    expect(csv.encoding).toBe('windows-1252');
    expect(csv.rows[0]?.cells.get('ort')).toBe('Örebro');
    expect(readCsv(utf8('namn;ort\nÅsa;Örebro\n')).encoding).toBe('utf-8');
  });

  it('may quote separators, quotation marks and line breaks', () => {
    expect(cells('a;b\n"x;y";"say ""hej""\nand bye"\n')).toEqual([{ a: 'x;y', b: 'say "hej"\nand bye' }]);
  });

  it('leaves out empty cells and empty lines, and knows the line of each row', () => {
    const { rows } = readCsv(utf8('a;b\n1;\n\n;;\n"x\ny";2\n3;4\n'));
    expect(rows.map(({ line }) => line)).toEqual([2, 5, 7]);
    expect(rows.map(({ cells }) => cells.size)).toEqual([1, 2, 2]);
  });

  it.each([
    ['a line that is too long', 'a;b\n1;2\n1;2;3\n', 3, 'cells-and-columns-differ'],
    ['a cell in a column without a name', 'a;;b\n1;;2\n1;x;2\n', 3, 'cells-and-columns-differ'],
    ['a quotation mark that is never closed', 'a;b\n1;2\n"1;2\n3;4\n', 3, 'csv-broken'],
    ['the same after a line that says the separator', 'sep=;\na;b\n1;2\n\n"1;2\n3;4\n', 5, 'csv-broken'],
    ['a quotation mark in the middle of a cell', 'a;b\n1;2"x\n', 2, 'csv-broken'],
  ])('reports %s', (_, text, line, code) => {
    expect(readCsv(utf8(text)).inputErrors).toEqual([expect.objectContaining({ line, code })]);
  });

  let timeOfLargest: number;
  beforeAll(() => {
    timeOfLargest = timeToRead(utf8(largest), (csv) => expect(csv.rows).toHaveLength(5_000));
  });
  it.each([
    ['columns', 'ab;'.repeat(1_600_000), 'csv-broken'],
    ['columns, in a line that is just short enough', 'a;'.repeat(30_000), 'too-many-columns'],
    ['rows', `a;b\n${'1;2\n'.repeat(1_000_000)}`, 'too-many-rows'],
    ['empty lines', `a;b\n${'\n'.repeat(5_000_000)}1;2;3`, 'cells-and-columns-differ'],
    ['one cell', `a;b\n"${'x'.repeat(5_000_000)}`, 'csv-broken'],
  ])('is refused quickly with no end of %s', (_, text, code) => {
    const took = timeToRead(utf8(text), (csv) => expect(csv.inputErrors).toEqual([expect.objectContaining({ code })]));
    // It costs less than that. What goes through the text once for each of its characters would take hours.
    expect(took).toBeLessThan(10 * timeOfLargest);
  });

  it.each(['', '\uFEFF', '\r\n\r\n', ';;;\n', 'sep=;\n'])('with nothing in it says so: %j', (text) => {
    expect(readCsv(utf8(text)).inputErrors).toEqual([expect.objectContaining({ line: 1, code: 'file-empty' })]);
  });

  it.each([
    ['a first line for Excel', 'sep=;\r\na;b\r\n1;2\r\n'],
    ['the same in quotation marks, after a byte order mark', '\uFEFF"sep=;"\r\na;b\r\n1;2\r\n'],
    ['a first line that names another separator', 'sep=|\na|b\n1|2\n'],
    ['empty columns at the end', 'a;b;;\r\n1;2;;\r\n'],
    ['more of them than the header has', 'a;b\r\n1;2;;;;\r\n'],
    ['an empty column in the middle', 'a;;b\n1;;2\n'],
    ['one LF in a CRLF file', 'a;b\n1;2\r\n;\r\n'],
    ['the line ends of an old Macintosh', 'a;b\r1;2\r'],
    ['empty lines everywhere', '\n\na;b\n\n1;2\n\n'],
    ['more commas in it than semicolons', '"a";"b"\n1;2\n,,;\n'.replace(',,;\n', '')],
    ['spaces that are none', 'a\u00A0;b\u200B\n\u00A01;2\uFEFF\n\u00A0;\u00A0\n'],
  ])('is read with %s', (_, text) => {
    expect(cells(text)).toEqual([{ a: '1', b: '2' }]);
  });

  it('may leave out empty cells at the end of a line', () => {
    expect(cells('a;b;c\n1\n1;2\n')).toEqual([{ a: '1' }, { a: '1', b: '2' }]);
  });

  it.each(['Contact Name;E-mail', 'CONTACTNAME;email', 'contact_name ;"e\u2013mail"'])(
    'finds the columns that are known, however they are written: %s',
    (header) => {
      const { rows } = read({ bytes: utf8(`${header}\nEva;eva@bibliotek.example\n`) }, ['contactName', 'email']);
      expect(rows[0]?.cells).toEqual(
        new Map([
          ['contactName', 'Eva'],
          ['email', 'eva@bibliotek.example'],
        ]),
      );
    },
  );

  it.each(['\r\n', '\n', '\r'])('counts lines as an editor does, which end with %j', (end) => {
    const lines = ['a;b', '1;"x', 'y', 'z"', '2;3', '', ';;', '"4', '5";"6', '7"', '8;9'];
    const expected = [2, 5, 8, 11];
    const linesOf = (text: string) => readCsv(utf8(text)).rows.map(({ line }) => line);
    expect(linesOf(lines.join(end))).toEqual(expected);
    expect(linesOf(['sep=;', ...lines].join(end) + end)).toEqual(expected.map((line) => line + 1));
  });
});
