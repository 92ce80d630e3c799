import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergePatch } from './merge-patch.ts';

const { table } = fc.letrec<{ table: Record<string, unknown>; value: unknown }>((tie) => ({
  table: fc.dictionary(fc.constantFrom('a', 'b', 'c', '2081'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 3 }),
    fc.string({ maxLength: 1 }),
    fc.array(fc.nat(2)),
    tie('table'),
  ),
}));

/** RFC 7396, section 2. */
function apply(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [field, value] of Object.entries(patch))
    result[field] = value === null ? null : apply(result[field], value);
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== null));
}

describe('A merge patch', () => {
  it('turns what was into what is, whatever they are', () => {
    fc.assert(
      fc.property(table, table, (before, after) => {
        expect(apply(before, mergePatch(before, after) ?? {})).toEqual(after);
      }),
    );
  });

  it('is nothing between equals', () => {
    fc.assert(fc.property(table, (same) => expect(mergePatch(same, structuredClone(same))).toBeUndefined()));
  });

  it('holds what changed and nothing else', () => {
    const before = { revision: 1, figures: { byCounty: { '20': { confirmed: 1, total: 2 }, '01': { total: 5 } } } };
    const after = { revision: 2, figures: { byCounty: { '20': { confirmed: 2, total: 2 }, '14': { total: 1 } } } };

    expect(mergePatch(before, after)).toEqual({
      revision: 2,
      figures: { byCounty: { '20': { confirmed: 2 }, '01': null, '14': { total: 1 } } },
    });
  });
});
