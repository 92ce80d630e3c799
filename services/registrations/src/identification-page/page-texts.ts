import type { Language } from '@kraftsamling/service';

interface Words {
  readonly heading: string;
  readonly text: string;
}

export interface PageTexts {
  readonly open: (organisation: string, campaign: string) => Words;
  readonly theirs: (organisation: string, campaign: string) => Words;
  readonly submittedAt: string;
  readonly days: string;
  readonly contact: string;
  readonly consequence: string;
  readonly confirm: string;
  readonly help: (organiser: string) => string;
  /** By code, else by status. */
  readonly problems: Readonly<Record<string, Words>>;
}

export const pageTexts: Readonly<Record<Language, PageTexts>> = {
  sv: {
    open: (organisation, campaign) => ({
      heading: 'Är anmälan er?',
      text: `Någon har anmält ${organisation} till ${campaign}, utan att logga in. Läs anmälan, och bekräfta bara om den är er.`,
    }),
    theirs: (organisation, campaign) => ({
      heading: 'Anmälan är er',
      text: `${organisation} är anmäld till ${campaign}. Ni behöver inte göra något mer: vi hör av oss.`,
    }),
    submittedAt: 'Anmäld',
    days: 'Valda dagar',
    contact: 'Kontaktperson i anmälan',
    consequence:
      'Bekräftar ni är anmälan er, och vi skriver till kontaktpersonen om den. Är den inte er, behöver ni inte göra något.',
    confirm: 'Ja, anmälan är vår',
    help: (organiser) => `Har ni frågor? Svara på mejlet som länken kom i, så når ni ${organiser}.`,
    problems: {
      'already-registered': {
        heading: 'Ni är redan anmälda',
        text: 'Ni har en annan anmälan till samma kampanj, och den gäller. Inget har ändrats.',
      },
      '404': {
        heading: 'Sidan finns inte',
        text: 'Anmälan gäller inte längre, eller så är länken inte hel. Fungerar den inte, svara på mejlet som den kom i, så hjälper vi dig.',
      },
      '409': {
        heading: 'Det går inte längre',
        text: 'Anmälan har ändrats, eller så är kampanjen slut. Inget har ändrats.',
      },
      '500': { heading: 'Det går inte just nu', text: 'Felet är vårt. Försök igen om en stund.' },
    },
  },
  en: {
    open: (organisation, campaign) => ({
      heading: 'Is the registration yours?',
      text: `Somebody has registered ${organisation} in ${campaign}, without logging in. Read it, and confirm only if it is yours.`,
    }),
    theirs: (organisation, campaign) => ({
      heading: 'The registration is yours',
      text: `${organisation} is registered in ${campaign}. There is nothing more to do: we will be in touch.`,
    }),
    submittedAt: 'Registered',
    days: 'Days chosen',
    contact: 'Contact in the registration',
    consequence:
      'If you confirm, the registration is yours, and we write to its contact about it. If it is not yours, you need do nothing.',
    confirm: 'Yes, the registration is ours',
    help: (organiser) => `Any questions? Reply to the mail that the link came in, and you reach ${organiser}.`,
    problems: {
      'already-registered': {
        heading: 'You are registered already',
        text: 'You have another registration in the same campaign, and that one holds. Nothing has been changed.',
      },
      '404': {
        heading: 'There is no such page',
        text: 'The registration holds no longer, or this is not the whole link. If it does not work, reply to the mail that it came in, and we will help you.',
      },
      '409': {
        heading: 'It is too late',
        text: 'The registration has changed, or the campaign is over. Nothing has been changed.',
      },
      '500': { heading: 'It does not work just now', text: 'The error is ours. Please try again in a while.' },
    },
  },
};
