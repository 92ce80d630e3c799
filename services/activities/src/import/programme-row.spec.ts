import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { campaignAnnounced } from '@kraftsamling/contracts';
import type { CampaignData } from '@kraftsamling/contracts';
import { readRow } from './programme-row.dto.ts';
import type { ProgrammeOf } from './programme-row.dto.ts';

const campaign: CampaignData = {
  ...campaignAnnounced.example,
  id: 'week-2018',
  days: ['2018-10-08', '2018-10-12'],
  countingPeriod: { from: '2018-10-08', to: '2018-11-30' },
};
const programme: ProgrammeOf = {
  municipality: '2081',
  campaign,
  byId: new Map(['library', 'north', 'south', 'trader'].map((id) => [id, true])),
  byName: new Map([
    ['borlänge bibliotek', [{ id: 'library', municipality: '2081' }]],
    [
      'seniornet',
      [
        { id: 'north', municipality: '2580' },
        { id: 'south', municipality: '1280' },
      ],
    ],
    [
      'servicecenter',
      [
        { id: 'north', municipality: '2580' },
        { id: 'library', municipality: '2081' },
      ],
    ],
  ]),
};
const row = {
  title: 'Bankärenden på nätet',
  form: 'beginners-course',
  venue: 'Borlänge bibliotek',
  day: '2018-10-10',
  start: '13:00',
  end: '15:00',
  organisation: 'Borlänge Bibliotek',
};

function read(change: Readonly<Record<string, string>>, of = programme) {
  const cells = Object.entries({ ...row, ...change }).filter(([, cell]) => cell !== '');
  return readRow({ line: 7, cells: new Map(cells) }, of);
}

describe('an unusual number in a row', () => {
  it('is asked back by line and column, unless whoever sends the file is sure', () => {
    expect(read({ capacity: '1000000' })).toMatchObject({
      inputErrors: [{ line: 7, column: 'capacity', code: 'unusual-number' }],
    });
    expect(read({ capacity: '1000000' }, { ...programme, confirmUnusual: true })).toMatchObject({
      proposal: { capacity: 1_000_000 },
    });
  });
});

describe('a row of a programme', () => {
  it('becomes an activity as it would have come as JSON', () => {
    const change = {
      titleEn: 'Banking errands online',
      description: 'Ta med dosan.',
      topics: 'banking-errands, online-safety',
      languages: 'sv fi',
      address: 'Hagavägen 1',
      accessibility: 'step-free',
      capacity: '12',
      freeOfCharge: 'JA',
    };
    expect(read(change)).toEqual({
      line: 7,
      naturalKey: '2081|2018-10-10|bankärenden på nätet|borlänge bibliotek',
      proposal: {
        title: { sv: 'Bankärenden på nätet', en: 'Banking errands online' },
        description: { sv: 'Ta med dosan.' },
        form: 'beginners-course',
        topics: ['banking-errands', 'online-safety'],
        targetGroups: [],
        languages: ['sv', 'fi'],
        mode: 'on-site',
        municipality: '2081',
        venue: { name: 'Borlänge bibliotek', address: 'Hagavägen 1', accessibility: ['step-free'] },
        sessions: [{ start: '2018-10-10T13:00', end: '2018-10-10T15:00' }],
        capacity: 12,
        freeOfCharge: true,
        organisers: ['library'],
        campaigns: ['week-2018'],
      },
      said: new Set([...Object.keys(row), ...Object.keys(change)]),
    });
  });

  it('is in Swedish, on site and free of charge where it does not say otherwise, and needs no campaign', () => {
    const { campaign: _, ...allYear } = programme;
    expect(read({}, allYear)).toMatchObject({
      proposal: { languages: ['sv'], mode: 'on-site', freeOfCharge: true, campaigns: [] },
    });
  });

  it.each([
    ['9', '2018-10-10T09:00'],
    ['9:05', '2018-10-10T09:05'],
    ['09.30', '2018-10-10T09:30'],
    ['10:00:00', '2018-10-10T10:00'],
    ['09.30.00', '2018-10-10T09:30'],
    ['kl. 9', '2018-10-10T09:00'],
    ['1899-12-30 10:00:00', '2018-10-10T10:00'],
  ])('knows the time %s', (start, read9) => {
    expect(read({ start })).toMatchObject({ proposal: { sessions: [{ start: read9 }] } });
  });

  it.each(['2018-10-10 00:00:00', '2018-10-10T00:00', '2018\u201310\u201310'])('knows the day %s', (day) => {
    expect(read({ day })).toMatchObject({ proposal: { sessions: [{ start: '2018-10-10T13:00' }] } });
    expect(read({ day, repeats: 'vecka', until: '2018-11-16 00:00:00' })).toMatchObject({
      proposal: { sessions: [{ repeats: { until: '2018-11-16' } }] },
    });
  });

  it('says how days are written where it cannot know which is the month', () => {
    expect(read({ day: '15/11/2024' })).toMatchObject({
      inputErrors: [{ column: 'day', detail: expect.stringContaining('year-month-day, as in 2024-11-15') }],
    });
  });

  it('knows words that a spreadsheet has begun with a capital letter, and truth as it says it', () => {
    expect(
      read({ form: 'Beginners-course', topics: 'Banking-errands', freeOfCharge: 'SANT', capacity: '1 000' }),
    ).toMatchObject({
      proposal: { form: 'beginners-course', topics: ['banking-errands'], freeOfCharge: true, capacity: 1000 },
    });
    expect(read({ freeOfCharge: 'FALSKT' })).toMatchObject({ inputErrors: [{ code: 'not-free-of-charge' }] });
  });

  it.each([
    ['vecka', 'week'],
    ['Varannan vecka', 'two-weeks'],
    ['day', 'day'],
  ])('repeats every %s', (repeats, every) => {
    expect(read({ repeats, until: '2018-11-16' })).toMatchObject({
      proposal: { sessions: [{ repeats: { every, until: '2018-11-16' } }] },
    });
  });

  it.each([
    ['an id', 'trader', 'trader'],
    ['a name', ' borlänge  BIBLIOTEK!', 'library'],
    ['a name of several, one of them in the municipality', 'Servicecenter', 'library'],
  ])('knows an organisation by %s', (_, organisation, id) => {
    expect(read({ organisation })).toMatchObject({ proposal: { organisers: [id] } });
  });

  it('may be online, without a venue', () => {
    expect(read({ mode: 'Digitalt', venue: '', onlineAddress: 'https://meet.example' })).toMatchObject({
      proposal: { mode: 'online', onlineAddress: 'https://meet.example' },
    });
  });

  it.each([
    ['22:00', '02:00', '2018-10-11T02:00'],
    ['18:00', '6', '2018-10-11T06:00'],
    ['10:00', '24:00', '2018-10-11T00:00'],
    ['22:00', '00.00', '2018-10-11T00:00'],
    ['22:00', '2018-10-11 01:00', '2018-10-11T01:00'],
    ['10:00', '2018-10-10 12:00', '2018-10-10T12:00'],
  ])('from %s ends at %s: %s', (start, end, ends) => {
    expect(read({ start, end })).toMatchObject({ proposal: { sessions: [{ end: ends }] } });
  });

  it('goes through the nights in which the clocks are changed', () => {
    const night = (day: string) => read({ day, start: '22:00', end: '06:00' }, { ...programme, campaign: undefined });
    for (const day of ['2018-03-24', '2018-10-27'])
      expect(night(day)).toMatchObject({ proposal: { sessions: [{ start: `${day}T22:00` }] } });
    expect(read({ day: '2018-10-27', start: '22:00', end: '02:30' })).toMatchObject({
      inputErrors: [{ column: 'end', code: 'hour-exists-twice' }],
    });
    expect(read({ day: '2018-10-27', start: '22:00', end: '02:30+01:00' })).toMatchObject({
      proposal: { sessions: [{ end: '2018-10-28T02:30+01:00' }] },
    });
    expect(read({ day: '2018-10-28', start: '02:45+02:00', end: '02:15+01:00' })).toMatchObject({
      proposal: { sessions: [{ end: '2018-10-28T02:15+01:00' }] },
    });
  });

  it('in the hour that clocks show twice needs its offset', () => {
    const night = { day: '2018-10-28', start: '02:30', end: '04:00' };
    expect(read(night)).toEqual({
      inputErrors: [expect.objectContaining({ column: 'start', code: 'hour-exists-twice' })],
    });
    expect(read({ ...night, start: '02:30+01:00' })).toMatchObject({
      proposal: { sessions: [{ start: '2018-10-28T02:30+01:00' }] },
    });
  });

  it('has one error for each invalid column', () => {
    const invalid = read({ day: '10 oktober', start: 'elva', capacity: 'många', organisation: 'Ingen', form: '' });
    const columns =
      'inputErrors' in invalid ? invalid.inputErrors.map(({ column, code, line }) => [line, column, code]) : [];
    expect(columns.sort()).toEqual([
      [7, 'capacity', 'cell-invalid'],
      [7, 'day', 'cell-invalid'],
      [7, 'form', 'cell-missing'],
      [7, 'organisation', 'unknown-organisation'],
      [7, 'start', 'cell-invalid'],
    ]);
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['no title', { title: '' }, 'title', 'cell-missing'],
    ['a line break in the title', { title: 'Bank\när' }, 'title', 'cell-invalid'],
    ['a telephone number in the title', { title: 'Ring 0243-740 00' }, 'title', 'contact-in-title'],
    ['a telephone number in the English title', { titleEn: 'Call 0243-740 00' }, 'titleEn', 'contact-in-title'],
    ['a form that is none', { form: 'Föreläsning' }, 'form', 'cell-invalid'],
    ['a topic that is none', { topics: 'bank Ärenden' }, 'topics', 'cell-invalid'],
    ['a language that is none', { languages: 'svenska' }, 'languages', 'cell-invalid'],
    ['a mode that is none', { mode: 'hemma' }, 'mode', 'cell-invalid'],
    ['no venue', { venue: '' }, 'venue', 'venue-missing'],
    ['a venue online', { mode: 'online' }, 'venue', 'mode-differs'],
    ['an accessibility that is none', { accessibility: 'Hiss' }, 'accessibility', 'cell-invalid'],
    ['an address online that is none', { mode: 'hybrid', onlineAddress: 'meet' }, 'onlineAddress', 'cell-invalid'],
    ['a day that no calendar has', { day: '2018-02-30' }, 'day', 'cell-invalid'],
    ['no day', { day: '' }, 'day', 'cell-missing'],
    ['a day outside the counting period', { day: '2018-10-07' }, 'day', 'outside-counting-period'],
    ['an end before its start', { end: '12:00' }, 'end', 'ends-before-start'],
    ['an end on quite another day', { end: '2018-10-12 15:00' }, 'end', 'cell-invalid'],
    ['a night as long as a day', { start: '08:00', end: '07:30' }, 'end', 'ends-before-start'],
    ['the twenty-fifth hour', { end: '25:00' }, 'end', 'cell-invalid'],
    ['seconds', { start: '13:00:30' }, 'start', 'cell-invalid'],
    ['a time for a day', { day: '2018-10-10 13:00' }, 'day', 'cell-invalid'],
    ['a repetition that is none', { repeats: 'month', until: '2018-11-01' }, 'repeats', 'cell-invalid'],
    [
      'a repetition that only JavaScript knows',
      { repeats: 'constructor', until: '2018-11-01' },
      'repeats',
      'cell-invalid',
    ],
    ['a repetition without end', { repeats: 'week' }, 'until', 'cell-invalid'],
    ['an end of no repetition', { until: '2018-11-01' }, 'repeats', 'cell-invalid'],
    ['a repetition that ends too early', { repeats: 'week', until: '2018-10-01' }, 'until', 'until-before-start'],
    ['a repetition until no day', { repeats: 'week', until: 'jul' }, 'until', 'cell-invalid'],
    [
      'a repetition out of the counting period',
      { repeats: 'week', until: '2018-12-24' },
      'day',
      'outside-counting-period',
    ],
    ['room for nobody', { capacity: '0' }, 'capacity', 'cell-invalid'],
    ['a name that several have', { organisation: 'SeniorNet' }, 'organisation', 'organisation-ambiguous'],
    ['a fee', { freeOfCharge: 'nej' }, 'freeOfCharge', 'not-free-of-charge'],
    ['neither yes nor no', { freeOfCharge: 'kanske' }, 'freeOfCharge', 'cell-invalid'],
  ])('is invalid with %s', (_, change, column, code) => {
    expect(read(change)).toEqual({ inputErrors: [expect.objectContaining({ line: 7, column, code })] });
  });
});
