import { describe, expect, it } from '@jest/globals';
import { fileNameOf, programmeName } from './programme-name.ts';

describe('the name of a programme', () => {
  it('says whether what has been cancelled is in it', () => {
    expect(programmeName({ cancelled: 'true' }, 'sv', {})).toBe('Program: med inställt');
    expect(programmeName({ cancelled: 'true' }, 'en', {})).toBe('Programme: with cancelled');
    expect(programmeName({ cancelled: 'false' }, 'sv', {})).toBe('Program');
  });

  it.each([
    ['Program', 'program'],
    ['Program: Västra Götaland, ””kod””, från 2024-11-15', 'program-vastra-gotaland-kod-fran-2024-11-15'],
    ['Program: ”"../..\\\r\nSet-Cookie: a=b"”', 'program-set-cookie-a-b'],
    ['Program: ”مكتبة”', 'program'],
    [`Program: ${'åäö '.repeat(40)}`, `program${'-aao'.repeat(23)}`],
  ])('is the name of a file, in letters that every system takes: %j', (name, file) => {
    expect(fileNameOf(name)).toBe(file);
  });
});
