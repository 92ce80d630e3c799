import { describe, expect, it } from '@jest/globals';
import { registrationTemplates } from './mail.ts';
import { mailTemplates } from './mail-templates.ts';
import type { MailFacts } from './mail-templates.ts';

const facts: MailFacts = {
  contactName: 'Eva Exempel',
  campaignName: { sv: 'Digitala dagar', en: 'Digital Days' },
  organiser: 'Kansliet',
  days: ['2024-11-15'],
  kit: [{ kind: 'project-support', language: 'sv', title: 'Stöd', url: 'https://kit.example/stod.pdf' }],
  managementLink: 'https://example.org/manage/one#secret',
};

describe('the mails', () => {
  it.each(registrationTemplates)('greet by name and name the campaign in both languages (%s)', (template) => {
    for (const [language, campaign] of [
      ['sv', 'Digitala dagar'],
      ['en', 'Digital Days'],
    ] as const) {
      const { subject, text } = mailTemplates[template][language](facts);
      expect(subject).toContain(campaign);
      expect(text).toContain('Eva Exempel');
      expect(text).toContain('Kansliet');
    }
  });

  it('carry the management link when a registration was received, and only then', () => {
    expect(mailTemplates.received.sv(facts).text).toContain(facts.managementLink);
    expect(mailTemplates.received.en(facts).text).toContain(facts.managementLink);
    expect(mailTemplates.kit.sv(facts).text).not.toContain('secret');
    expect(mailTemplates.contacted.sv(facts).text).not.toContain('secret');
  });

  it('carry the link of a claim where there is one', () => {
    const claim = { organisationName: 'Stadsbiblioteket', link: 'https://example.org/identification/one/two?token=x' };
    for (const template of ['received', 'claimed'] as const)
      for (const language of ['sv', 'en'] as const) {
        const { text } = mailTemplates[template][language]({ ...facts, claim });
        expect(text).toContain(claim.link);
        expect(text).toContain('Stadsbiblioteket');
        expect(mailTemplates[template][language](facts).text).not.toContain('identification');
      }
  });

  it.each(registrationTemplates)(
    'say days in words, and have each address whole on a line of its own (%s)',
    (template) => {
      const claim = {
        organisationName: 'Stadsbiblioteket',
        link: 'https://example.org/identification/one/two?token=x',
      };
      for (const language of ['sv', 'en'] as const) {
        const { text } = mailTemplates[template][language]({ ...facts, days: ['2024-11-15', '2024-11-16'], claim });
        expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
        const lines = text.split('\n').filter((line) => line.includes('https://'));
        for (const line of lines) expect(line).toMatch(/^ *https:\/\/\S+$/);
      }
      const days = mailTemplates.kit.sv({ ...facts, days: ['2024-11-15', '2024-11-16'] }).text;
      expect(days).toContain('Dagar: fredag 15 november 2024 och lördag 16 november 2024.');
    },
  );

  it('list the documents of the kit', () => {
    expect(mailTemplates.kit.sv(facts).text).toContain('- Stöd (svenska):\n  https://kit.example/stod.pdf\n');
    expect(mailTemplates.kit.en(facts).text).toContain('- Stöd (Swedish):\n  https://kit.example/stod.pdf\n');
    expect(mailTemplates.kit.en({ ...facts, kit: [], days: [] }).text).not.toMatch(/kit|Days:/i);
  });
});
