import { describe, expect, it } from '@jest/globals';
import { fileNameOf, programmeName } from './programme-name.ts';

describe('the name of a programme', () => {
  it('says whether what has been cancelled is in it', () => {
    expect(programmeName({ cancelled: 'true' }, 'sv', {})).toBe('Program: med inställt');
    expect(programmeName({ cancelled: 'true' }, 'en', {})).toBe('Programme: with cancelled');
    expect(programmeName({ cancelled: 'false' }, 'sv', {})).toBe('Program');
  });

  it.each<[Parameters<typeof programmeName>[0], string, string]>([
    [{ municipality: '2081' }, 'Borlänge', 'Borlänge'],
    [{ county: '20' }, 'Dalarna', 'Dalarna'],
    [{ targetGroup: 'senior-citizens' }, 'seniorer', 'senior citizens'],
    [{ topic: 'coding' }, 'programmering', 'coding'],
    [{ form: 'open-house' }, 'öppet hus', 'open house'],
    [{ mode: 'on-site' }, 'på plats', 'on site'],
    [{ mode: 'online' }, 'digitalt', 'online'],
    [{ mode: 'hybrid' }, 'på plats och digitalt', 'on site and online'],
    [{ language: 'fi' }, 'finska', 'Finnish'],
    [{ accessibility: 'step-free' }, 'utan trappsteg', 'step-free'],
    [{ q: 'kod' }, '”kod”', '”kod”'],
    [{ from: '2024-11-15' }, 'från 2024-11-15', 'from 2024-11-15'],
    [{ to: '2024-11-16' }, 'till och med 2024-11-16', 'until 2024-11-16'],
    [{ from: '2024-11-15', to: '2024-11-16' }, '2024-11-15–2024-11-16', '2024-11-15–2024-11-16'],
    [{ from: '2024-11-15', to: '2024-11-15' }, '2024-11-15', '2024-11-15'],
    // Of a campaign that is not known here.
    [{ campaign: 'get-online-week' }, 'get online week', 'get online week'],
  ])('says %j in both languages', (asked, swedish, english) => {
    expect(programmeName(asked, 'sv', {})).toBe(`Program: ${swedish}`);
    expect(programmeName(asked, 'en', {})).toBe(`Programme: ${english}`);
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
