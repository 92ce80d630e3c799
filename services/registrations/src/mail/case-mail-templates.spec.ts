import { describe, expect, it } from '@jest/globals';
import { caseTemplates } from './mail.ts';
import { caseMailTemplates } from './case-mail-templates.ts';
import type { CaseMailFacts } from './case-mail-templates.ts';

const time = { start: new Date('2024-10-03T07:00:00Z'), end: new Date('2024-10-03T08:30:00Z') };
const facts: CaseMailFacts = {
  contactName: 'Eva Exempel',
  campaignName: { sv: 'Digitala dagar', en: 'Digital Days' },
  organiser: 'Kansliet',
  place: 'Borlänge',
  need: {
    demands: [
      { capability: 'coaches', amount: 2 },
      { capability: 'venue', amount: 1 },
    ],
    withinKm: 30,
    days: ['2024-11-15'],
    targetGroups: ['senior-citizens'],
    themes: ['e-identification'],
    languages: ['ar'],
  },
  brings: [{ capability: 'coaches', amount: 2 }],
  others: ['Stadsbiblioteket', 'Seniorföreningen'],
  invitedAt: new Date('2024-10-01T08:00:00Z'),
  expiresAt: new Date('2024-10-08T08:00:00Z'),
  ended: 'expired',
  times: [time],
  chosen: time,
  link: 'https://matchmaking.example/invitation?token=secret',
};

describe('the mails about a case', () => {
  it.each(caseTemplates)(
    'greet by name, name campaign and place, and carry the link, in both languages (%s)',
    (template) => {
      for (const [language, campaign] of [
        ['sv', 'Digitala dagar'],
        ['en', 'Digital Days'],
      ] as const) {
        const { subject, text } = caseMailTemplates[template][language](facts);
        expect(subject).toContain(campaign);
        expect(subject).toContain('Borlänge');
        expect(subject).not.toContain('\n');
        for (const part of ['Eva Exempel', 'Kansliet', facts.link]) expect(text).toContain(part);
        expect(text).not.toMatch(/undefined|NaN|Invalid|\[object/);
      }
    },
  );

  it('say in an invitation what is needed, what to bring, who the others are and until when', () => {
    const { text } = caseMailTemplates.invitation.sv(facts);
    for (const part of [
      '- digitala coacher: 2\n- lokal: 1\nDagar: fredag 15 november 2024\nFör: seniorer\nOm: e-legitimation\nSpråk: arabiska',
      'Vi ber er att bidra med:\n- digitala coacher: 2\n',
      'De andra: Stadsbiblioteket, Seniorföreningen.',
      'Svara senast tisdag 8 oktober 2024 kl. 10:00.',
    ])
      expect(text).toContain(part);
    const english = caseMailTemplates.reminder.en(facts).text;
    for (const part of ['On Tuesday, 1 October 2024', '- digital coaches: 2', 'by Tuesday, 8 October 2024 at 10:00'])
      expect(english).toContain(part);
  });

  it('say that a seat has come free, and why an invitation has ended', () => {
    expect(caseMailTemplates.replacement.sv(facts).text).toContain('En plats har blivit ledig');
    expect(caseMailTemplates.replacement.en(facts).subject).toContain('A seat has come free');
    expect(caseMailTemplates['invitation-ended'].sv(facts).text).toContain('Den gick ut');
    expect(caseMailTemplates['invitation-ended'].en({ ...facts, ended: 'over' }).text).toContain('come to an end');
  });

  it('say the times of meetings as Swedish clocks show them', () => {
    expect(caseMailTemplates['meeting-proposed'].sv(facts).text).toContain('- torsdag 3 oktober 2024 09:00–10:30');
    expect(caseMailTemplates['meeting-chosen'].en(facts).text).toMatch(/Thursday, 3 October 2024, 09:00.10:30/);
  });

  it('leave out what there is nothing of', () => {
    const need = { ...facts.need, days: [], targetGroups: [], themes: [], languages: [] };
    const { text } = caseMailTemplates.invitation.sv({ ...facts, need, others: [] });
    expect(text).not.toMatch(/Dagar|För:|Om:|Språk|De andra/);
  });
});
