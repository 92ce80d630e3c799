import type { Language } from '@kraftsamling/service';

interface Words {
  readonly heading: string;
  readonly text: string;
}

/** A text that the municipality sends in. */
interface Sent {
  readonly heading: string;
  readonly until: (moment: string) => string;
  readonly label: string;
  readonly send: string;
  readonly again: string;
  readonly sentAt: (moment: string) => string;
  readonly over: (moment: string) => string;
}

export interface PageTexts {
  readonly heading: (municipalities: string, award: string) => string;
  readonly lead: (organiser: string) => string;
  readonly by: (municipality: string) => string;
  readonly written: (count: number) => string;
  readonly complement: Sent;
  readonly assessment: Sent;
  readonly withdrawal: Words & { readonly together: string; readonly button: string };
  readonly withdrawn: (moment: string) => string;
  readonly announced: string;
  readonly awardPage: string;
  readonly help: (organiser: string) => string;
  readonly problems: Readonly<Record<string, Words>>;
}

export const pageTexts: Readonly<Record<Language, PageTexts>> = {
  sv: {
    heading: (municipalities, award) => `${municipalities} i ${award}`,
    lead: (organiser) =>
      `Det ni skriver här läses av ${organiser} och juryn. Länken gäller hela året: spara mejlet, och ge länken bara till den som ska svara för kommunen.`,
    by: (municipality) => `Ni svarar för ${municipality}.`,
    written: (count) => (count === 1 ? 'Vad som står i nomineringen' : `Vad som står i de ${count} nomineringarna`),
    complement: {
      heading: 'Komplettera nomineringen',
      until: (moment) => `Senast ${moment}. Ni kan ändra texten till dess.`,
      label: 'Kommunens egen text',
      send: 'Skicka texten',
      again: 'Byt ut texten',
      sentAt: (moment) => `Skickad ${moment}.`,
      over: (moment) => `Tiden att komplettera gick ut ${moment}.`,
    },
    assessment: {
      heading: 'Skicka in er bedömning (DiMiOS)',
      until: (moment) =>
        `Senast ${moment}. Ni kan ändra den till dess. Utan bedömning är kommunen inte med i nästa omgång.`,
      label: 'Bedömningen',
      send: 'Skicka bedömningen',
      again: 'Byt ut bedömningen',
      sentAt: (moment) => `Skickad ${moment}.`,
      over: (moment) => `Tiden att skicka in en bedömning gick ut ${moment}.`,
    },
    withdrawal: {
      heading: 'Avstå från att delta',
      text: 'Då bedöms kommunen inte. Det kan inte tas tillbaka, och syns för alla.',
      together: 'Det gäller alla kommuner som är med tillsammans.',
      button: 'Ja, vi avstår',
    },
    withdrawn: (moment) => `Kommunen deltar inte. Det meddelades ${moment}.`,
    announced: 'Vinnaren är tillkännagiven: inget ändras längre.',
    awardPage: 'Utmärkelsens egen sida',
    help: (organiser) => `Har ni frågor? Svara på mejlet som länken kom i, så når ni ${organiser}.`,
    problems: {
      '404': {
        heading: 'Sidan finns inte',
        text: 'Kontrollera att du har öppnat hela länken. Fungerar den ändå inte, svara på mejlet som den kom i, så hjälper vi dig.',
      },
      '409': {
        heading: 'Det går inte längre',
        text: 'Tiden har gått ut, eller så är kommunen inte med längre. Inget har sparats. Gå tillbaka och ladda om sidan, så ser du vad som gäller.',
      },
      '422': {
        heading: 'Texten kan inte tas emot',
        text: 'Den får vara högst 100 000 tecken lång, och bara ha tecken som går att visa. Inget har sparats: gå tillbaka och ändra den.',
      },
      '500': { heading: 'Det går inte just nu', text: 'Felet är vårt. Försök igen om en stund.' },
    },
  },
  en: {
    heading: (municipalities, award) => `${municipalities} in ${award}`,
    lead: (organiser) =>
      `What you write here is read by ${organiser} and the jury. The link works all year: keep the mail, and give the link only to whoever is to speak for the municipality.`,
    by: (municipality) => `You speak for ${municipality}.`,
    written: (count) => (count === 1 ? 'What the nomination says' : `What the ${count} nominations say`),
    complement: {
      heading: 'Complement the nomination',
      until: (moment) => `By ${moment}. You can change the text until then.`,
      label: 'The municipality’s own text',
      send: 'Send the text',
      again: 'Replace the text',
      sentAt: (moment) => `Sent ${moment}.`,
      over: (moment) => `The time to complement ended ${moment}.`,
    },
    assessment: {
      heading: 'Send your assessment (DiMiOS)',
      until: (moment) =>
        `By ${moment}. You can change it until then. Without one the municipality is not in the next round.`,
      label: 'The assessment',
      send: 'Send the assessment',
      again: 'Replace the assessment',
      sentAt: (moment) => `Sent ${moment}.`,
      over: (moment) => `The time to send an assessment ended ${moment}.`,
    },
    withdrawal: {
      heading: 'Not take part',
      text: 'Then the municipality is not judged. That cannot be taken back, and everybody sees it.',
      together: 'It goes for all municipalities that have entered together.',
      button: 'Yes, we do not take part',
    },
    withdrawn: (moment) => `The municipality does not take part. It said so ${moment}.`,
    announced: 'The winner has been announced: nothing changes any more.',
    awardPage: 'The award’s own page',
    help: (organiser) => `Have you any questions? Reply to the mail that the link came in, and you reach ${organiser}.`,
    problems: {
      '404': {
        heading: 'There is no such page',
        text: 'See that you have opened the whole link. If it still does not work, reply to the mail that it came in and we will help you.',
      },
      '409': {
        heading: 'It is too late for that',
        text: 'The time is over, or the municipality does not take part any more. Nothing has been saved. Go back and reload the page to see what is the case.',
      },
      '422': {
        heading: 'The text cannot be taken',
        text: 'It may be 100,000 characters long at most, and only have characters that can be shown. Nothing has been saved: go back and change it.',
      },
      '500': { heading: 'That does not work right now', text: 'The error is ours. Try again in a moment.' },
    },
  },
};
