import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from './csv.ts';
import { decode } from './encoding.ts';

const table = 'namn;ort\r\nÅsa;Örebro\r\nLäs på – ”nu”;Mjölby\r\n';
const utf8 = (text: string) => Buffer.from(text);
const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();
const windows1252 = (text: string) => Buffer.from(Array.from(text, (sign) => signsOf1252.indexOf(sign)));
/** All that Windows-1252 can say, each at its number. */
const signsOf1252 = new TextDecoder('windows-1252').decode(Buffer.from(Array.from({ length: 256 }, (_, at) => at)));

describe('the encoding of a file', () => {
  it.each<[string, Buffer, string | undefined, string]>([
    ['UTF-8', utf8(table), undefined, 'utf-8'],
    ['UTF-8 with its byte order mark', utf8(`\uFEFF${table}`), undefined, 'utf-8'],
    ['Windows-1252', windows1252(table), undefined, 'windows-1252'],
    ['UTF-16 as Excel writes "Unicode text"', utf16le(`\uFEFF${table}`), undefined, 'utf-16le'],
    ['UTF-16, the other way round', utf16be(`\uFEFF${table}`), undefined, 'utf-16be'],
    ['what was declared', utf16le(table), 'UTF-16LE', 'utf-16le'],
    ['Latin-1 as declared', windows1252(table), 'ISO-8859-1', 'windows-1252'],
    ['what its byte order mark says, whatever was declared', utf8(`\uFEFF${table}`), 'windows-1252', 'utf-8'],
  ])('is %s', (_, bytes, charset, encoding) => {
    expect(decode(bytes, charset)).toEqual({ encoding, text: table });
  });

  it('is Windows-1252 where capital letters stand before closing signs, which could be UTF-8', () => {
    const text = 'titel\n”LÄR DIG PÅ”\nKAFÉ – på… å”\n';
    expect(decode(windows1252(text))).toEqual({ encoding: 'windows-1252', text });
  });

  const oneBadByte = Buffer.concat([
    utf8('namn;text\nBorlänge;"a\nb"\nx;10 '),
    Buffer.from([0x96]),
    utf8(' 12, på plats\n'),
  ]);
  it.each<[string, Buffer, string | undefined, object]>([
    ['one byte of Excel in UTF-8', oneBadByte, undefined, { line: 4, column: 'text', code: 'encoding-mixed' }],
    [
      'Windows-1252 that was declared as UTF-8',
      windows1252(table),
      'utf-8',
      { line: 2, column: 'namn', code: 'encoding-broken' },
    ],
    ['UTF-8 that was declared as Latin-1', utf8(table), 'latin1', { line: 2, column: 'namn', code: 'encoding-mixed' }],
    [
      'a byte order mark that does not tell the truth',
      Buffer.concat([utf8('\uFEFFnamn\n'), windows1252('Åsa\n')]),
      undefined,
      { line: 2, column: 'namn', code: 'encoding-broken' },
    ],
    [
      'half a character at its end',
      Buffer.concat([utf16le('\uFEFFnamn\r\nEva'), Buffer.from([0x41])]),
      undefined,
      { line: 2, code: 'encoding-broken' },
    ],
    [
      'a byte that no encoding has',
      Buffer.concat([windows1252('namn;ort\nÅsa;'), Buffer.from([0x81]), windows1252('\n')]),
      undefined,
      { line: 2, column: 'ort', code: 'encoding-unknown' },
    ],
    [
      'the letters of MS-DOS',
      windows1252('namn;ort\nEva;Borl„nge\n'),
      undefined,
      { line: 2, column: 'ort', code: 'text-garbled' },
    ],
    [
      'the letters of an old Macintosh',
      windows1252('namn;ort\nEva;BorlŠnge\n'),
      undefined,
      { line: 2, column: 'ort', code: 'text-garbled' },
    ],
    [
      'letters that have been encoded twice',
      utf8('namn;ort\nEva;BorlÃ¤nge\n'),
      undefined,
      { line: 2, column: 'ort', code: 'text-garbled' },
    ],
    [
      'letters that were lost',
      utf8('namn;ort\nEva;Borl\uFFFDnge\n'),
      undefined,
      { line: 2, column: 'ort', code: 'text-garbled' },
    ],
    [
      'UTF-16 that does not say so',
      utf16le(table.replace('Å', 'A')),
      undefined,
      { line: 1, code: 'forbidden-character' },
    ],
    ['NUL in a cell', utf8('namn;ort\nEva;\0\n'), undefined, { line: 2, code: 'forbidden-character' }],
    ['an encoding that is not read', utf8(table), 'iso-8859-15', { line: 1, code: 'charset-unknown' }],
    ['an encoding that is none', utf8(table), 'swedish', { line: 1, code: 'charset-unknown' }],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), undefined, { line: 1, code: 'not-csv' }],
  ])('is refused with %s, where it stands', (_, bytes, charset, inputError) => {
    expect(readCsv({ bytes, charset }).inputErrors).toEqual([expect.objectContaining(inputError)]);
  });

  it('is never guessed: with one byte changed, a text is read as it was but for that byte, or refused', () => {
    const swedish = fc.string({ unit: fc.constantFrom(...Array.from('abcåäöÅÄÖé –”… ')), minLength: 5 });
    fc.assert(
      fc.property(swedish, fc.nat(), fc.integer({ min: 0x80, max: 0xff }), (text, at, byte) => {
        // Whichever letter is hit, another one says that it is UTF-8.
        const bytes = utf8(`å${text}ö`);
        const place = at % bytes.length;
        bytes[place] = byte;
        const read = decode(bytes);
        if ('encoding' in read) expect(read.encoding).toBe('utf-8');
      }),
      { numRuns: 2_000 },
    );
  });
});
