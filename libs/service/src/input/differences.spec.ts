import { describe, expect, it } from '@jest/globals';
import { compared } from './differences.ts';

describe('what is compared cell by cell', () => {
  it('names what differs, and gathers what would change it', () => {
    const { differences, amendment } = compared<{ title: string; days: string[]; place: string }>((compare, soFar) => {
      compare('title', 'Nils', 'Nisse', { title: 'Nisse' });
      compare('days', ['1', '2'], ['1', '2'], { days: ['1', '2'] });
      compare('place', undefined, 'Falun', { place: `${soFar.title} i Falun` });
    });
    expect(differences).toEqual([
      { column: 'title', there: 'Nils', file: 'Nisse' },
      { column: 'place', there: '', file: 'Falun' },
    ]);
    expect(amendment).toEqual({ title: 'Nisse', place: 'Nisse i Falun' });
  });

  it('is shown as people read it, and no longer than they would', () => {
    const shown = (file: unknown) => compared((compare) => compare('cell', null, file, {})).differences[0]?.file;
    expect(shown(['a', 'b'])).toBe('a, b');
    expect(shown(['1', '2', '3', '4', '5'])).toBe('1, 2, 3, 4, 5');
    expect(shown(['1', '2', '3', '4', '5', '6', '7'])).toBe('1, 2, 3, 4, 5 +2');
    expect(shown('å'.repeat(200))).toBe('å'.repeat(200));
    expect(shown('å'.repeat(201))).toBe(`${'å'.repeat(200)}…`);
    expect([shown(true), shown(40), shown(undefined)]).toEqual(['true', '40', '']);
  });
});
