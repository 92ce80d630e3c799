import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { problems } from './problems.ts';

const source = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && file !== 'problems.ts')
  .map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))
  .join('\n');
/** What geography says of a code that is none of its. */
const ofPlaces = ['unknown-county', 'unknown-municipality'];
const codes = [
  ...source.matchAll(/(?:Refusal\(\s*|refuseDuplicate\(\s*|code: |inputError\([^,()]+,\s*)'([a-z-]+)'/g),
].map(([, code = '']) => code);

/** Codes of single lines stand inside `import-faulty`, which is the library's, as `not-found` is. */
const withoutTitle = ['activity-repeated', 'not-found'];

describe('the problems of this service', () => {
  it('have a title for every code that is refused with, in both languages', () => {
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !(code in problems) && !withoutTitle.includes(code))).toEqual([]);
    for (const { sv, en } of Object.values(problems)) expect([sv, en]).not.toContain('');
  });

  it('stand in the README', () => {
    const readme = readFileSync(`${import.meta.dirname}/../README.md`, 'utf8');
    expect(Object.keys(problems).filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
  });

  it('have no title for a code that nobody refuses with', () => {
    expect(Object.keys(problems).filter((code) => !source.includes(`'${code}'`) && !ofPlaces.includes(code))).toEqual(
      [],
    );
  });
});
