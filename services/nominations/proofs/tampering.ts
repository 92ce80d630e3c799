import { hashOf } from '../src/record/record.ts';
import type { Link, Tip } from '../src/record/record.ts';
import { recordFile } from '../src/record/record-file.ts';
import type { Random } from '@kraftsamling/testing/random';

export interface Tampering {
  readonly how: string;
  readonly file: Buffer;
  /** Where a verifier has to find it. */
  readonly where: string;
}

/** What leaves the chain broken: it shows in the file alone, at the first line that is another one. */
export function tamper(random: Random, links: readonly Link[], otherYear: readonly Link[]): Tampering {
  const how = random.oneOf(Object.keys(breaks) as (keyof typeof breaks)[]);
  const original = Buffer.from(recordFile(links[0]?.award ?? '', links));
  const others = linesOf(Buffer.from(recordFile('', otherYear))).slice(1);
  const file = breaks[how](random, linesOf(original), others);
  return file.equals(original) ? tamper(random, links, otherYear) : { how, file, where: firstOther(original, file) };
}

const breaks = {
  'flip a bit': ({ below }: Random, lines: readonly Buffer[]) => {
    const file = Buffer.concat(lines);
    const at = below(file.length);
    file[at] = (file[at] ?? 0) ^ (1 << below(8));
    return file;
  },
  drop: ({ between }: Random, lines: readonly Buffer[]) => {
    const at = between(1, lines.length - 1);
    return Buffer.concat(lines.toSpliced(at, between(1, 3)));
  },
  reorder: ({ between }: Random, lines: readonly Buffer[]) => {
    const [a, b] = [between(1, lines.length - 1), between(1, lines.length - 1)];
    return Buffer.concat(lines.with(a, lines[b] as Buffer).with(b, lines[a] as Buffer));
  },
  truncate: ({ between }: Random, lines: readonly Buffer[]) => {
    const file = Buffer.concat(lines);
    return file.subarray(0, between(lines[0]?.length ?? 0, file.length - 1));
  },
  duplicate: ({ between }: Random, lines: readonly Buffer[]) => {
    const [from, to] = [between(1, lines.length - 1), between(1, lines.length)];
    return Buffer.concat(lines.toSpliced(to, 0, lines[from] as Buffer));
  },
  "splice in another year's": ({ between }: Random, lines: readonly Buffer[], others: readonly Buffer[]) => {
    const at = between(1, lines.length - 1);
    const count = between(1, 5);
    // The entries with the same numbers, in their place or between the others.
    return Buffer.concat(lines.toSpliced(at, between(0, 1) * count, ...others.slice(at - 1, at - 1 + count)));
  },
};

function linesOf(file: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < file.length;) {
    const end = file.indexOf('\n', start) + 1 || file.length;
    lines.push(file.subarray(start, end));
    start = end;
  }
  return lines;
}

function firstOther(original: Buffer, file: Buffer): string {
  const [before, after] = [linesOf(original), linesOf(file)];
  const at = before.findIndex((line, index) => after[index]?.equals(line) !== true);
  return at === 0 ? 'at the header' : `at entry ${at < 0 ? before.length : at}`;
}

/**
 * Somebody who has the whole file changes an entry, then every hash after it and the header: as whole as before. It shows between the
 * last head that was published before the entry and the first one after it; or where they stop and leave the rest as it was.
 */
export function rewrite(
  random: Random,
  links: readonly Link[],
  otherYear: readonly Link[],
  published: readonly Tip[],
): Tampering {
  const how = random.oneOf(Object.keys(rewrites) as (keyof typeof rewrites)[]);
  const at = random.below(links.length);
  const changed = rewrites[how](random, links, at, otherYear);
  const rewritten =
    changed.length === links.length && random.chance(0.3) ? random.between(at + 1, links.length) : Infinity;
  const award = links[0]?.award ?? '';
  const relinked: Link[] = [];
  for (const [index, link] of changed.entries()) {
    const { hash: _, ...content } = link;
    const previous = relinked.at(-1)?.hash ?? '0'.repeat(64);
    const anew = { ...content, award, sequence: index + 1, previous };
    relinked.push(index < rewritten ? { ...anew, hash: hashOf(anew) } : link);
  }

  const counts = published.map(({ count }) => count);
  const first = relinked.findIndex(({ hash }, index) => hash !== links[index]?.hash);
  const entry = (first < 0 ? relinked.length : first) + 1;
  const from = Math.max(0, ...counts.filter((count) => count < entry)) + 1;
  const to = Math.min(rewritten, ...counts.filter((count) => count >= entry));
  const where = from === to ? `at entry ${from}` : `within entries ${from} to ${to}`;
  const extent = rewritten < links.length ? 'and some hashes after it' : 'and all hashes after it';
  return { how: `${how}, ${extent}`, file: Buffer.from(recordFile(award, relinked)), where };
}

const rewrites = {
  'change what an entry says': (_: Random, links: readonly Link[], at: number) =>
    links.with(at, { ...links[at], data: { ...links[at]?.data, altered: true } } as unknown as Link),
  'change a number in it': (_: Random, links: readonly Link[], at: number) => {
    const data = JSON.stringify(links[at]?.data).replace(/(?<=:)-?\d+/, (number) => `${Number(number) + 1}`);
    return links.with(at, { ...links[at], salt: 'ab'.repeat(32), data: JSON.parse(data) as unknown } as Link);
  },
  drop: (_: Random, links: readonly Link[], at: number) => links.toSpliced(at, 1),
  'insert another': (random: Random, links: readonly Link[], at: number) =>
    links.toSpliced(at, 0, { ...(links[at] as Link), salt: Buffer.from(random.bytes(32)).toString('hex') }),
  "splice in another year's": ({ oneOf }: Random, links: readonly Link[], at: number, otherYear: readonly Link[]) =>
    links.toSpliced(at, 1, { ...oneOf(otherYear), at: links[at]?.at ?? '' }),
};
