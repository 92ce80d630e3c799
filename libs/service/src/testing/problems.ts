import { readdirSync, readFileSync } from 'node:fs';
import type { Title } from '../problems/titles.ts';

/** Where a code stands in the source: in a refusal, in a problem, in an error of a field. */
const refusals = /(?:(?:Refusal|refuseDuplicate)\(\s*|Problem\(\s*\d+,\s*|code: |inputError\([^,()]+,\s*)'([a-z-]+)'/g;

/** What a service refuses with (found in its `src`), against the titles that it has and the page that lists them (its README). */
export function problemsAgainstSource(src: string, titles: Readonly<Record<string, Title>>) {
  const source = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(`${src}/${file}`, 'utf8'))
    .join('\n');
  const readme = readFileSync(`${src}/../README.md`, 'utf8');
  const refused = new Set([...source.matchAll(refusals)].map(([, found = '']) => found));
  const titled = Object.keys(titles);

  return {
    /** People read Swedish time, not what programs write. */
    instants: [...source.matchAll(/(?:Refusal\(|detail: )[^;]*?toISOString\(\)/g)].map(([found]) => found),
    refused: [...refused].sort(),
    untitled: [...refused].filter((each) => !titled.includes(each)).sort(),
    unused: titled.filter((each) => !isQuoted(each, source)).sort(),
    unlisted: titled.filter((each) => !readme.includes(`\`${each}\``)).sort(),
    halfTitled: titled.filter((each) => Object.values(titles[each] ?? {}).includes('')),
  };
}

/** Not every code stands where it is refused with. A key of the titles themselves does not count. */
function isQuoted(code: string, source: string): boolean {
  return new RegExp(`'${code}'(?!:)`).test(source);
}
