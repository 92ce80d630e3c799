import { describe, expect, it } from '@jest/globals';
import { codesAt, unknownCounties, unknownMunicipalities } from './unknown-places.ts';

describe('codes that somebody has written', () => {
  it('are listed by where they stand when they are of no place, with what may have been meant', () => {
    expect(unknownMunicipalities(codesAt('/worksIn/municipalities', ['2081', '2082x']))).toEqual([
      {
        pointer: '/worksIn/municipalities/1',
        code: 'unknown-municipality',
        detail: expect.stringMatching(/^"2082x" is no Swedish municipality code\. Did you mean .*2082 Säter/),
      },
    ]);
    expect(unknownCounties([{ pointer: '/county', code: '2O' }])).toEqual([
      { pointer: '/county', code: 'unknown-county', detail: expect.stringMatching(/^"2O" is no .*Did you mean /) },
    ]);
    expect([...unknownMunicipalities(codesAt('', ['0180'])), ...unknownCounties(codesAt('', ['20']))]).toEqual([]);
  });

  it('are guessed at five times at most', () => {
    const nonsense = Array.from({ length: 7 }, (_, at) => `nonsense-${at}`);
    for (const unknown of [unknownMunicipalities, unknownCounties]) {
      const details = unknown(codesAt('', nonsense)).map(({ detail }) => detail);
      expect(details.map((detail) => detail.includes('There is none like it.'))).toEqual([
        ...Array<boolean>(5).fill(true),
        false,
        false,
      ]);
    }
  });
});
