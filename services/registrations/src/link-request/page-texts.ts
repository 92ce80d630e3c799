import type { Language } from '@kraftsamling/service';

interface Words {
  readonly heading: string;
  readonly text: string;
}

export interface PageTexts extends Words {
  readonly address: string;
  readonly ask: string;
  readonly asked: Words;
  readonly problems: Readonly<Record<'404' | '422' | '500', Words>>;
}

export const pageTexts: Readonly<Record<Language, PageTexts>> = {
  sv: {
    heading: 'Få länken till er anmälan igen',
    text: 'Skriv e-postadressen till kontaktpersonen i anmälan, så skickar vi länken dit.',
    address: 'E-postadress',
    ask: 'Skicka länken',
    asked: {
      heading: 'Titta i din e-post',
      text: 'Är någon anmäld med adressen kommer länken dit inom några minuter, högst en gång i timmen. Kommer inget mejl? Titta i skräpposten, eller hör av dig till den som anordnar kampanjen: kanske står en annan adress i anmälan.',
    },
    problems: {
      '404': { heading: 'Sidan finns inte', text: 'Länken är inte hel.' },
      '422': { heading: 'Det gick inte', text: 'Gå tillbaka, och skriv adressen som namn@example.se.' },
      '500': { heading: 'Det går inte just nu', text: 'Felet är vårt. Försök igen om en stund.' },
    },
  },
  en: {
    heading: 'Have the link to your registration once more',
    text: 'Write the e-mail address of the contact in the registration, and we send the link there.',
    address: 'E-mail address',
    ask: 'Send the link',
    asked: {
      heading: 'Look in your mailbox',
      text: 'If anybody is registered with the address, the link comes there within some minutes, once an hour at most. Is there no mail? Look among the spam, or write to the organiser of the campaign: there may be another address in the registration.',
    },
    problems: {
      '404': { heading: 'There is no such page', text: 'This is not the whole link.' },
      '422': { heading: 'That did not work', text: 'Go back, and write the address as name@example.org.' },
      '500': { heading: 'It does not work just now', text: 'The error is ours. Please try again in a while.' },
    },
  },
};
