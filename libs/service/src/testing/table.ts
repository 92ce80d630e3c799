import fc from 'fast-check';
import type { CsvFile } from '../input/csv.ts';

/** A table: its columns, and rows of as many cells. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Text as it stands in the cells of municipalities: separators, quotation marks, dashes and line breaks, and letters at their edges. */
export const anyCellText: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      ...[
        'Lär',
        'dig',
        'på',
        'nätet',
        'Ängsgården',
        'Åsa',
        'É',
        'PÅ',
        'öl',
        'e-post,',
        'kaffe; te',
        '"Röda rummet"',
        '”Nu”',
        'PÅ”',
        '–',
      ],
      ...['för alla…', 'a\tb', 'fika\noch prat', '€', "'vi'", '=1+1', '50 %', 'sep=;'],
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((words) => words.join(' '));

/** Two writings of one table: the plainest, and any other. */
export function twoWritingsOf(anyTable: fc.Arbitrary<Table>): fc.Arbitrary<readonly [plain: CsvFile, other: CsvFile]> {
  return anyTable.chain((table) => fc.tuple(fc.constant(plainly(table)), anyWritingOf(table)));
}

/** UTF-8, everything in quotation marks. */
function plainly({ columns, rows }: Table): CsvFile {
  return { bytes: Buffer.from([columns, ...rows].map((cells) => cells.map(quoted).join(';')).join('\n')) };
}

/** Any writing of the table that a spreadsheet, a program or a person may make. */
function anyWritingOf(table: Table): fc.Arbitrary<CsvFile> {
  const order = fc.shuffledSubarray(
    table.columns.map((_, at) => at),
    { minLength: table.columns.length },
  );
  const header = fc.constantFrom<(name: string) => string>(
    (name) => name,
    (name) => name.toUpperCase(),
    (name) => ` ${name.replace(/[A-Z]/g, ' $&')}\u00A0`,
  );
  const writing = fc.record({
    order,
    header,
    separator: fc.constantFrom(';', ',', '\t'),
    saysSeparator: fc.boolean(),
    quotesAll: fc.boolean(),
    lineEnds: fc.array(fc.constantFrom('\r\n', '\n', '\r'), { minLength: 1, maxLength: 3 }),
    emptyLines: fc.constantFrom('none', 'blank', 'separators'),
    lastCells: fc.constantFrom('as they are', 'left out', 'more'),
    decomposed: fc.boolean(),
    encoding: fc.constantFrom('utf-8', 'utf-8 marked', 'utf-16le', 'utf-16be', 'windows-1252'),
    declared: fc.boolean(),
    ended: fc.boolean(),
  });

  return writing.map(({ encoding, declared, ...how }) => {
    const text = lines(table, how);
    const composed = how.decomposed ? text.normalize('NFD') : text;
    const bytes = encoding === 'windows-1252' ? windows1252(text) : undefined;
    if (bytes) return { bytes, ...(declared && { charset: 'windows-1252' }) };
    if (encoding.startsWith('utf-16')) {
      const littleEndian = Buffer.from(`\uFEFF${composed}`, 'utf16le');
      return { bytes: encoding === 'utf-16le' ? littleEndian : littleEndian.swap16() };
    }
    const marked = encoding === 'utf-8 marked' ? '\uFEFF' : '';
    return { bytes: Buffer.from(marked + composed), ...(declared && { charset: 'UTF-8' }) };
  });
}

interface Lines {
  readonly order: readonly number[];
  readonly header: (name: string) => string;
  readonly separator: string;
  readonly saysSeparator: boolean;
  readonly quotesAll: boolean;
  readonly lineEnds: readonly string[];
  readonly emptyLines: string;
  readonly lastCells: string;
  readonly ended: boolean;
}

function lines({ columns, rows }: Table, how: Lines): string {
  const { order, separator, quotesAll, lineEnds, lastCells } = how;
  const line = (cells: readonly string[]) => {
    const written = order.map((at) => cells[at] ?? '');
    if (lastCells === 'left out') while (written.length > 1 && written.at(-1) === '') written.pop();
    if (lastCells === 'more') written.push('', '');
    const mustQuote = (cell: string) =>
      cell !== '' && (quotesAll || /["\r\n\t;,]/.test(cell) || cell.startsWith('sep='));
    return written.map((cell) => (mustQuote(cell) ? quoted(cell) : cell)).join(separator);
  };
  const empty = how.emptyLines === 'separators' ? separator.repeat(3) : '';
  const body = rows.flatMap((cells) => (how.emptyLines === 'none' ? [line(cells)] : [empty, line(cells)]));
  const all = [...(how.saysSeparator ? [`sep=${separator}`] : []), line(columns.map(how.header)), ...body];
  const ends = all.map((_, at) => (at < all.length - 1 || how.ended ? (lineEnds[at % lineEnds.length] ?? '\n') : ''));
  return all.map((each, at) => `${each}${ends[at] ?? ''}`).join('');
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

const signsOf1252 = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, at) => at));
const bytesOf1252 = new Map(Array.from(signsOf1252, (sign, at) => [sign, at]));

function windows1252(text: string): Uint8Array | undefined {
  const bytes = Array.from(text, (sign) => bytesOf1252.get(sign));
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : undefined;
}
