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
    news: (registrations, activities, people) =>
      `${numberOf(registrations.total)} anmälningar, varav ${numberOf(registrations.confirmed)} bekräftade.` +
      (activities.total === 0
        ? ''
        : ` ${numberOf(activities.inProgramme)} aktiviteter i programmet, ${numberOf(people.total)} deltagare.`),
    bounds: ({ lower, upper }) => `Med uppskattningarnas gränser: mellan ${numberOf(lower)} och ${numberOf(upper)}.`,
    empty: (count) => `${numberOf(count)} kommuner utan aktivitet`,
    peopleTotal: 'Alla',
    onSite: 'På plats',
    online: 'På nätet',
    answered: ({ status, answers }) =>
      `${status === 'open' ? 'Öppen' : 'Stängd'}, ${numberOf(answers)} svar vid senaste räkningen.`,
    hidden: 'visas inte',
    measures: { people: 'Människor', municipalities: 'Kommuner med aktivitet', organisations: 'Deltagande aktörer' },
    modes: { 'on-site': 'På plats', online: 'På nätet', hybrid: 'På båda sätten' },
    evidence: { counted: 'Räknade', registered: 'Registrerade', estimated: 'Uppskattade' },
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
      goal: 'Mål',
      reached: 'Nått',
      share: 'Andel',
      form: 'Form',
      targetGroup: 'Målgrupp',
      mode: 'Sätt',
      evidence: 'Underlag',
      option: 'Svarsalternativ',
      covered: 'Med aktivitet',
      of: 'Av',
      people: 'Deltagare',
      onSite: 'På plats',
      online: 'På nätet',
      lower: 'Minst',
      upper: 'Högst',
    },
    steps: {
      submitted: 'Inkomna',
      contacted: 'Kontaktade',
      confirmed: 'Bekräftade',
      declined: 'Avböjda',
      withdrawn: 'Återtagna',
      live: 'Aktuella',
      total: 'Alla',
      inProgramme: 'I programmet',
      planned: 'Planerade',
      published: 'Publicerade',
      reported: 'Rapporterade',
      cancelled: 'Inställda',
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
    news: (registrations, activities, people) =>
      `${numberOf(registrations.total)} registrations, ${numberOf(registrations.confirmed)} of them confirmed.` +
      (activities.total === 0
        ? ''
        : ` ${numberOf(activities.inProgramme)} activities in the programme, ${numberOf(people.total)} people.`),
    bounds: ({ lower, upper }) => `With the bounds of the estimates: from ${numberOf(lower)} to ${numberOf(upper)}.`,
    empty: (count) => `${numberOf(count)} municipalities without an activity`,
    peopleTotal: 'All',
    onSite: 'On site',
    online: 'Online',
    answered: ({ status, answers }) =>
      `${status === 'open' ? 'Open' : 'Closed'}, ${numberOf(answers)} answers when last counted.`,
    hidden: 'not shown',
    measures: { people: 'People', municipalities: 'Municipalities', organisations: 'Organisations' },
    modes: { 'on-site': 'On site', online: 'Online', hybrid: 'Both ways' },
    evidence: { counted: 'Counted', registered: 'Registered', estimated: 'Estimated' },
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
      goal: 'Goal',
      reached: 'Reached',
      share: 'Share',
      form: 'Form',
      targetGroup: 'Target group',
      mode: 'Mode',
      evidence: 'Evidence',
      option: 'Answer',
      covered: 'With an activity',
      of: 'Of',
      people: 'People',
      onSite: 'On site',
      online: 'Online',
      lower: 'At least',
      upper: 'At most',
    },
    steps: {
      submitted: 'Submitted',
      contacted: 'Contacted',
      confirmed: 'Confirmed',
      declined: 'Declined',
      withdrawn: 'Withdrawn',
      live: 'Live',
      total: 'All',
      inProgramme: 'In the programme',
      planned: 'Planned',
      published: 'Published',
      reported: 'Reported',
      cancelled: 'Cancelled',
    },
  },
};

/** The server has chosen: by ?lang, or by what the browser prefers. */
export const language = document.documentElement.lang;
export const text = words[language];

const numbers = new Intl.NumberFormat(language);
const days = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });
const alphabet = new Intl.Collator(language);

const shares = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });

export const shareOf = (share) => shares.format(share);
export const numberOf = (number) => numbers.format(number);
export const dayOf = (day) => days.format(new Date(`${day}T00:00:00Z`));
export const inOrder = (a, b) => alphabet.compare(a, b);
/** Categories are data: a slug says what it means, near enough. */
export const phraseOf = (slug) => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
