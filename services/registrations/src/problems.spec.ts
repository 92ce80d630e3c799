import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { problems } from './problems.ts';

const source = import.meta.dirname;
/** What geography says of a code that is none of its. */
const ofPlaces = ['unknown-county', 'unknown-municipality'];
const codes = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && file !== 'problems.ts')
  .flatMap((file) => [
    ...readFileSync(`${source}/${file}`, 'utf8').matchAll(
      /(?:Refusal|refuseDuplicate)\(\s*'([a-z-]+)'|code: '([a-z-]+)'/g,
    ),
  ])
  .map(([, refused, inputError]) => refused ?? inputError)
  .concat(ofPlaces);

/** Codes of single lines stand inside `import-faulty`, which is the library's, as `not-found` is. */
const withoutTitle = ['not-found', 'organisation-repeated'];

describe('the problems of this service', () => {
  it('have a title for every code that is refused with, in both languages', () => {
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => code && !(code in problems) && !withoutTitle.includes(code))).toEqual([]);
    for (const { sv, en } of Object.values(problems)) expect([sv, en]).not.toContain('');
  });

  it('stand in the README', () => {
    const readme = readFileSync(`${source}/../README.md`, 'utf8');
    expect(Object.keys(problems).filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
  });

  it('have no title for a code that nobody refuses with', () => {
    expect(Object.keys(problems).filter((code) => !codes.includes(code))).toEqual([]);
  });
});
