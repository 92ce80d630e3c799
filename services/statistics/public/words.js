/* global document */

const words = {
  sv: {
    title: 'Kampanjernas siffror, just nu',
    skip: 'Till siffrorna',
    other: 'In English',
    network: 'Nätverket',
    parts: 'Delar av kampanjen',
    docs: 'Så hämtar man siffrorna till egna sidor',
    connecting: 'Hämtar siffrorna …',
    live: 'Siffrorna uppdateras av sig själva.',
    away: 'Ingen kontakt just nu. Siffrorna är de senaste som kom; sidan försöker igen.',
    unknown: 'Ingen sådan kampanj är känd.',
    unannounced: 'Kampanjen har ännu inte tillkännagetts här.',
    announced: 'Pågår',
    closed: 'Avslutad',
    of: 'av',
    news: ({ total, confirmed }) => `${numberOf(total)} anmälningar, varav ${numberOf(confirmed)} bekräftade.`,
    rows: {
      campaign: 'Kampanj',
      step: 'Steg',
      day: 'Dag',
      category: 'Kategori',
      county: 'Län',
      municipality: 'Kommun',
      total: 'Antal',
      bar: 'Jämförelse',
      organiser: 'Arrangör',
      partOf: 'En del av',
    },
    steps: {
      submitted: 'Inkomna',
      contacted: 'Kontaktade',
      confirmed: 'Bekräftade',
      declined: 'Avböjda',
      withdrawn: 'Återtagna',
      live: 'Aktuella',
      total: 'Alla',
    },
  },
  en: {
    title: 'The figures of the campaigns, right now',
    skip: 'To the figures',
    other: 'På svenska',
    network: 'The network',
    parts: 'Parts of the campaign',
    docs: 'How to get the figures onto pages of your own',
    connecting: 'Getting the figures …',
    live: 'The figures update by themselves.',
    away: 'No contact right now. These are the latest figures that came; the page is trying again.',
    unknown: 'No such campaign is known.',
    unannounced: 'The campaign has not been announced here yet.',
    announced: 'Open',
    closed: 'Closed',
    of: 'of',
    news: ({ total, confirmed }) => `${numberOf(total)} registrations, ${numberOf(confirmed)} of them confirmed.`,
    rows: {
      campaign: 'Campaign',
      step: 'Step',
      day: 'Day',
      category: 'Category',
      county: 'County',
      municipality: 'Municipality',
      total: 'Number',
      bar: 'Comparison',
      organiser: 'Organiser',
      partOf: 'A part of',
    },
    steps: {
      submitted: 'Submitted',
      contacted: 'Contacted',
      confirmed: 'Confirmed',
      declined: 'Declined',
      withdrawn: 'Withdrawn',
      live: 'Live',
      total: 'All',
    },
  },
};

/** The server has chosen: by ?lang, or by what the browser prefers. */
export const language = document.documentElement.lang;
export const text = words[language];

const numbers = new Intl.NumberFormat(language);
const days = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });
const alphabet = new Intl.Collator(language);

export const numberOf = (number) => numbers.format(number);
export const dayOf = (day) => days.format(new Date(`${day}T00:00:00Z`));
export const inOrder = (a, b) => alphabet.compare(a, b);
/** Categories are data: a slug says what it means, near enough. */
export const phraseOf = (slug) => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
