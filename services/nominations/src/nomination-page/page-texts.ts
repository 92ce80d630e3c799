import type { Language } from '@kraftsamling/service';

interface Words {
  readonly heading: string;
  readonly text: string;
}

export interface PageTexts {
  readonly until: (moment: string) => string;
  readonly list: {
    readonly heading: string;
    readonly lead: string;
    readonly nothing: string;
  };
  readonly form: {
    readonly heading: (award: string) => string;
    readonly lead: (organiser: string) => string;
    readonly which: string;
    readonly municipality: string;
    readonly choose: string;
    readonly together: string;
    readonly togetherText: string;
    readonly others: string;
    readonly why: string;
    readonly who: string;
    readonly whoText: (organiser: string, days: number) => string;
    readonly name: string;
    readonly email: string;
    readonly emailHint: string;
    readonly organisation: string;
    readonly send: string;
    readonly over: Words;
  };
  readonly errors: {
    readonly heading: string;
    readonly title: string;
    readonly municipality: string;
    readonly notEligible: string;
    readonly tooMany: string;
    readonly unanswered: string;
    readonly tooLong: string;
    readonly unreadable: string;
    readonly name: string;
    readonly email: string;
    readonly organisation: string;
  };
  readonly thanks: Words & { readonly spam: string };
  readonly confirmation: {
    readonly heading: string;
    readonly lead: (municipalities: string, award: string) => string;
    readonly written: string;
    readonly confirm: string;
    readonly notYou: string;
    readonly done: string;
    readonly doneText: (municipalities: string, award: string, moment: string) => string;
    readonly over: Words;
    readonly help: (organiser: string) => string;
  };
  readonly problems: Readonly<Record<string, Words>>;
}

/** Every word on the pages: one place for whoever is to change one. */
export const pageTexts: Readonly<Record<Language, PageTexts>> = {
  sv: {
    until: (moment) => `Nominera senast ${moment}.`,
    list: {
      heading: 'Nominera en kommun',
      lead: 'Här kan vem som helst nominera. Välj en utmärkelse.',
      nothing: 'Just nu går det inte att nominera till någon utmärkelse.',
    },
    form: {
      heading: (award) => `Nominera till ${award}`,
      lead: (organiser) =>
        `Vem som helst kan nominera, utan att logga in. Efteråt får du ett mejl från ${organiser}, och nomineringen gäller när du har bekräftat den där.`,
      which: 'Vilken kommun?',
      municipality: 'Kommun',
      choose: 'Välj en kommun',
      together: 'Nominerar du flera kommuner tillsammans?',
      togetherText: 'Kryssa för de andra kommunerna. Högst tio tillsammans.',
      others: 'Tillsammans med',
      why: 'Varför?',
      who: 'Vem är du?',
      whoText: (organiser, days) =>
        `Namn och e-postadress blir aldrig offentliga. ${organiser} tar bort dem senast ${days} dagar efter att vinnaren har tillkännagetts.`,
      name: 'Ditt namn',
      email: 'Din e-postadress',
      emailHint: 'Dit skickar vi mejlet som du bekräftar med.',
      organisation: 'Din organisation (frivilligt)',
      send: 'Skicka nomineringen',
      over: {
        heading: 'Tiden att nominera har gått ut',
        text: 'Har du redan nominerat? Då kan du bekräfta din nominering med länken i mejlet, så länge den gäller.',
      },
    },
    errors: {
      heading: 'Något saknas. Inget är skickat än.',
      title: 'Fel: ',
      municipality: 'Välj en kommun.',
      notEligible: 'Den här kommunen kan inte nomineras till utmärkelsen.',
      tooMany: 'Högst tio kommuner kan nomineras tillsammans.',
      unanswered: 'Svara på frågan.',
      tooLong: 'Svaret får vara högst 100 000 tecken långt.',
      unreadable: 'Det finns tecken i texten som inte går att visa. Skriv om den.',
      name: 'Skriv ditt namn, på högst 200 tecken.',
      email: 'Skriv din e-postadress, som i namn@exempel.se.',
      organisation: 'Skriv organisationens namn på högst 200 tecken.',
    },
    thanks: {
      heading: 'Öppna mejlet för att bekräfta',
      text: 'Tack! Vi har skickat ett mejl till dig. Nomineringen gäller när du har öppnat länken i det och bekräftat.',
      spam: 'Kommer det inget mejl? Titta bland skräpposten. Stämmer inte adressen får du nominera en gång till.',
    },
    confirmation: {
      heading: 'Bekräfta din nominering',
      lead: (municipalities, award) => `Du har nominerat ${municipalities} till ${award}.`,
      written: 'Vad du har skrivit',
      confirm: 'Ja, jag bekräftar',
      notYou: 'Var det inte du? Stäng sidan. Nomineringen räknas inte, och namn och adress tas bort.',
      done: 'Nomineringen är bekräftad',
      doneText: (municipalities, award, moment) =>
        `Nomineringen av ${municipalities} till ${award} bekräftades ${moment}. Du behöver inte göra något mer.`,
      over: {
        heading: 'Tiden för att bekräfta har gått ut',
        text: 'Nomineringen bekräftades inte i tid, och räknas därför inte. Namn och adress har tagits bort eller tas bort nu.',
      },
      help: (organiser) => `Har du frågor? Svara på mejlet som länken kom i, så når du ${organiser}.`,
    },
    problems: {
      '404': {
        heading: 'Sidan finns inte',
        text: 'Kontrollera att du har öppnat hela länken. Fungerar den ändå inte, svara på mejlet som den kom i, så hjälper vi dig.',
      },
      '422': {
        heading: 'Något saknas i svaret',
        text: 'Gå tillbaka och fyll i det som saknas. Inget har sparats.',
      },
      '429': {
        heading: 'Vänta en stund',
        text: 'Det har kommit många nomineringar härifrån. Försök igen om en minut.',
      },
      '500': {
        heading: 'Det går inte just nu',
        text: 'Felet är vårt. Försök igen om en stund.',
      },
    },
  },
  en: {
    until: (moment) => `Nominate by ${moment}.`,
    list: {
      heading: 'Nominate a municipality',
      lead: 'Anybody may nominate. Choose an award.',
      nothing: 'There is no award to nominate for right now.',
    },
    form: {
      heading: (award) => `Nominate for ${award}`,
      lead: (organiser) =>
        `Anybody may nominate, without logging in. Afterwards you get a mail from ${organiser}, and the nomination counts once you have confirmed it there.`,
      which: 'Which municipality?',
      municipality: 'Municipality',
      choose: 'Choose a municipality',
      together: 'Are you nominating several municipalities together?',
      togetherText: 'Tick the others. At most ten together.',
      others: 'Together with',
      why: 'Why?',
      who: 'Who are you?',
      whoText: (organiser, days) =>
        `Your name and e-mail address are never made public. ${organiser} deletes them at the latest ${days} days after the winner has been announced.`,
      name: 'Your name',
      email: 'Your e-mail address',
      emailHint: 'The mail by which you confirm goes there.',
      organisation: 'Your organisation (optional)',
      send: 'Send the nomination',
      over: {
        heading: 'The time to nominate has passed',
        text: 'Have you nominated already? Then you can confirm your nomination by the link in the mail, as long as it holds.',
      },
    },
    errors: {
      heading: 'Something is missing. Nothing has been sent yet.',
      title: 'Error: ',
      municipality: 'Choose a municipality.',
      notEligible: 'This municipality cannot be nominated for the award.',
      tooMany: 'At most ten municipalities can be nominated together.',
      unanswered: 'Answer the question.',
      tooLong: 'An answer has at most 100,000 characters.',
      unreadable: 'There are characters in the text that cannot be shown. Please write it anew.',
      name: 'Write your name, in at most 200 characters.',
      email: 'Write your e-mail address, as in name@example.com.',
      organisation: 'Write the name of the organisation in at most 200 characters.',
    },
    thanks: {
      heading: 'Open the mail to confirm',
      text: 'Thank you! We have sent you a mail. The nomination counts once you have opened the link in it and confirmed.',
      spam: 'Does no mail come? Look in your spam folder. If the address was wrong, please nominate once more.',
    },
    confirmation: {
      heading: 'Confirm your nomination',
      lead: (municipalities, award) => `You have nominated ${municipalities} for ${award}.`,
      written: 'What you have written',
      confirm: 'Yes, I confirm',
      notYou: 'Was it not you? Close the page. The nomination does not count, and name and address are deleted.',
      done: 'The nomination is confirmed',
      doneText: (municipalities, award, moment) =>
        `The nomination of ${municipalities} for ${award} was confirmed on ${moment}. There is nothing more that you need to do.`,
      over: {
        heading: 'The time to confirm has passed',
        text: 'The nomination was not confirmed in time, and so does not count. Name and address have been deleted, or are being deleted now.',
      },
      help: (organiser) => `Have you any questions? Reply to the mail that the link came in: it reaches ${organiser}.`,
    },
    problems: {
      '404': {
        heading: 'There is no such page',
        text: 'See that you have opened the whole link. If it still does not work, reply to the mail that it came in and we will help you.',
      },
      '422': {
        heading: 'Something is missing',
        text: 'Go back and fill in what is missing. Nothing has been saved.',
      },
      '429': { heading: 'Wait a moment', text: 'Many nominations have come from here. Try again in a minute.' },
      '500': { heading: 'That does not work right now', text: 'The error is ours. Try again in a moment.' },
    },
  },
};
