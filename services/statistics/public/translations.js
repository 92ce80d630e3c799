/* global document */
import { names } from './names.js';

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
    unknownAward: 'Ingen sådan utmärkelse är känd.',
    unopened: 'Utmärkelsen har ännu inte öppnats här.',
    awardStatus: { open: 'Pågår', announced: 'Vinnaren är tillkännagiven' },
    confirmedNominations: 'Bekräftade nomineringar',
    unconfirmedNominations: 'Ännu inte bekräftade',
    announcedOn: (moment) => `Tillkännagivet ${moment}.`,
    and: 'och',
    entries: { 'own-entry': 'Kommunen själv', others: 'Någon annan' },
    awardSteps: {
      nominated: 'Nominerade',
      informed: 'Underrättade',
      complemented: 'Har kompletterat',
      withdrawn: 'Har dragit sig ur',
      longListed: 'Nominerade av juryn',
      shortListed: 'Slutnominerade',
      winner: 'Vinnare',
      submitted: 'Inkomna',
      accepted: 'Antagna',
      published: 'Publicerade',
    },
    phases: { before: 'Har inte börjat', 'under-way': 'Pågår', over: 'Över, sluträknas', closed: 'Avslutad' },
    asOf: (moment) => `Siffrorna per ${moment}.`,
    howCounted: 'Så räknas det',
    ofGoal: (share, goal) => `${share} av målet${goal ? `: ”${goal}”` : '.'}`,
    unmeasured: (goal) => `${goal ? `Mål: ”${goal}”` : 'Ett mål.'} Det mäts inte här.`,
    campaign: 'Kampanj',
    of: 'av',
    news: (registrations, activities, people) =>
      `${several(registrations.total, 'anmälan', 'anmälningar')}, varav ${several(registrations.confirmed, 'bekräftad', 'bekräftade')}.` +
      (activities.total === 0
        ? ''
        : ` ${several(activities.inProgramme, 'aktivitet', 'aktiviteter')} i programmet, ${numberOf(people.total)} deltagande.`),
    bounds: ({ lower, upper, estimated }) =>
      `Mellan ${numberOf(lower)} och ${numberOf(upper)}; ${estimated} är uppskattat.`,
    empty: (count) => `${several(count, 'kommun', 'kommuner')} utan aktivitet`,
    peopleTotal: 'Alla',
    onSite: 'På plats',
    online: 'På nätet',
    unconfirmedReports: ({ total, people, staffTrained, volunteersTrained }) =>
      `${several(total, 'rapport', 'rapporter')} med ovanliga tal väntar på att kansliet bekräftar dem och räknas inte än: ${numberOf(people)} deltagande, ${numberOf(staffTrained)} utbildad personal och ${numberOf(volunteersTrained)} utbildade volontärer.`,
    answered: ({ status, answers }, moment) =>
      `${status === 'open' ? 'Öppen' : 'Stängd'}, ${numberOf(answers)} svar ${moment ? `per ${moment}` : 'vid senaste räkningen'}.`,
    hidden: 'visas inte',
    measures: {
      'developed-competence': 'Utvecklad digital kompetens',
      attendances: 'Deltagande vid aktiviteter',
      people: 'Deltagande vid aktiviteter',
      municipalities: 'Kommuner med aktivitet',
      organisations: 'Deltagande aktörer',
    },
    modes: { 'on-site': 'På plats', online: 'På nätet', hybrid: 'På båda sätten' },
    evidence: { counted: 'Räknade', registered: 'Registrerade', estimated: 'Uppskattade' },
    matches: 'Matchningar',
    open: 'Öppna',
    closedCases: 'Avslutade',
    underAnHour: 'en timme',
    acceptanceRate: 'Tackar ja',
    origins: {
      registration: 'Intresseanmälan',
      'coverage-gap': 'Kommun utan aktivitet',
      survey: 'Enkät',
      secretariat: 'Kansliet',
      'self-organised': 'Hittade varandra själva',
    },
    closureReasons: {
      'no-longer-needed': 'Behövs inte längre',
      'nobody-found': 'Ingen kunde hittas',
      'solved-otherwise': 'Löstes på annat sätt',
      duplicate: 'Samma som ett annat ärende',
      'need-withdrawn': 'Behovet togs tillbaka',
      'registration-withdrawn': 'Anmälan återtogs',
      covered: 'Kommunen har fått en aktivitet',
      'activity-cancelled': 'Aktiviteten ställdes in',
    },
    outcomes: { succeeded: 'Lyckades', partly: 'Lyckades delvis', failed: 'Misslyckades' },
    answers: {
      accepted: 'Tackade ja',
      declined: 'Tackade nej',
      expired: 'Svarade inte i tid',
      left: 'Lämnade igen',
      superseded: 'Gäller inte längre',
      invited: 'Inte besvarade än',
      replacements: 'Varav ersättare',
    },
    rows: {
      campaign: 'Kampanj',
      step: 'Steg',
      day: 'Dag',
      category: 'Kategori',
      county: 'Län',
      municipality: 'Kommun',
      total: 'Antal',
      phase: 'Läge',
      organiser: 'Arrangör',
      partOf: 'En del av',
      share: 'Andel',
      form: 'Form',
      targetGroup: 'Målgrupp',
      mode: 'Sätt',
      evidence: 'Underlag',
      option: 'Svarsalternativ',
      covered: 'Med aktivitet',
      of: 'Av',
      people: 'Deltagande',
      onSite: 'På plats',
      online: 'På nätet',
      lower: 'Minst',
      upper: 'Högst',
      cases: 'Ärenden',
      reachedSteps: 'Har nått steget',
      now: 'Står där nu',
      funnel: 'Tratt',
      origin: 'Ursprung',
      median: 'Hälften inom',
      ninetieth: 'Nio av tio inom',
      answer: 'Svar',
      members: 'Aktörer',
      outcome: 'Resultat',
      reason: 'Orsak',
      accepted: 'Tackar ja',
      capability: 'Förmåga',
      askedNow: 'Behövs nu',
      offered: 'Erbjuds',
      askedInAll: 'Har behövts i allt',
      award: 'Utmärkelse',
      nominations: 'Bekräftade nomineringar',
      candidacies: 'Kandidaturer',
      articles: 'Bidrag till skriften',
      confirmed: 'Bekräftade',
      unconfirmed: 'Ännu inte bekräftade',
      municipalities: 'Kommuner',
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
      identified: 'Behov identifierat',
      inventoried: 'Nätverket inventerat',
      contacting: 'Aktörer kontaktade',
      matched: 'Matchade',
      collaborating: 'I samarbete',
      followedUp: 'Uppföljda',
      open: 'Öppna',
      closed: 'Avslutade',
      matches: 'Matchningar',
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
    unknownAward: 'No such award is known.',
    unopened: 'The award has not been opened here yet.',
    awardStatus: { open: 'Open', announced: 'The winner has been announced' },
    confirmedNominations: 'Confirmed nominations',
    unconfirmedNominations: 'Not confirmed yet',
    announcedOn: (moment) => `Announced ${moment}.`,
    and: 'and',
    entries: { 'own-entry': 'The municipality itself', others: 'Somebody else' },
    awardSteps: {
      nominated: 'Nominated',
      informed: 'Informed',
      complemented: 'Complemented',
      withdrawn: 'Withdrawn',
      longListed: 'On the long list',
      shortListed: 'On the short list',
      winner: 'Winner',
      submitted: 'Submitted',
      accepted: 'Accepted',
      published: 'Published',
    },
    phases: { before: 'Not begun', 'under-way': 'Under way', over: 'Over, still being counted', closed: 'Closed' },
    asOf: (moment) => `Figures as of ${moment}.`,
    howCounted: 'How it is counted',
    ofGoal: (share, goal) => `${share} of the goal${goal ? `: “${goal}”` : '.'}`,
    unmeasured: (goal) => `${goal ? `Goal: “${goal}”` : 'A goal.'} It is not measured here.`,
    campaign: 'Campaign',
    of: 'of',
    news: (registrations, activities, people) =>
      `${several(registrations.total, 'registration', 'registrations')}, ${numberOf(registrations.confirmed)} of them confirmed.` +
      (activities.total === 0
        ? ''
        : ` ${several(activities.inProgramme, 'activity', 'activities')} in the programme, ${several(people.total, 'attendance', 'attendances')}.`),
    bounds: ({ lower, upper, estimated }) =>
      `Between ${numberOf(lower)} and ${numberOf(upper)}; ${estimated} is estimated.`,
    empty: (count) => `${several(count, 'municipality', 'municipalities')} without an activity`,
    peopleTotal: 'All',
    onSite: 'On site',
    online: 'Online',
    unconfirmedReports: ({ total, people, staffTrained, volunteersTrained }) =>
      `${several(total, 'report', 'reports')} with unusual numbers ${total === 1 ? 'awaits' : 'await'} confirmation by the secretariat and ${total === 1 ? 'does' : 'do'} not count yet: ${numberOf(people)} attendances, ${numberOf(staffTrained)} staff and ${numberOf(volunteersTrained)} volunteers trained.`,
    answered: ({ status, answers }, moment) =>
      `${status === 'open' ? 'Open' : 'Closed'}, ${several(answers, 'answer', 'answers')} ${moment ? `as of ${moment}` : 'when last counted'}.`,
    hidden: 'not shown',
    measures: {
      'developed-competence': 'Digital competence developed',
      attendances: 'Attendances at activities',
      people: 'Attendances at activities',
      municipalities: 'Municipalities with an activity',
      organisations: 'Organisations taking part',
    },
    modes: { 'on-site': 'On site', online: 'Online', hybrid: 'Both ways' },
    evidence: { counted: 'Counted', registered: 'Registered', estimated: 'Estimated' },
    matches: 'Matches',
    open: 'Open',
    closedCases: 'Closed',
    underAnHour: 'an hour',
    acceptanceRate: 'Accept',
    origins: {
      registration: 'Registration',
      'coverage-gap': 'Municipality without an activity',
      survey: 'Survey',
      secretariat: 'The secretariat',
      'self-organised': 'Found each other',
    },
    closureReasons: {
      'no-longer-needed': 'No longer needed',
      'nobody-found': 'Nobody could be found',
      'solved-otherwise': 'Solved in another way',
      duplicate: 'The same as another case',
      'need-withdrawn': 'The need was withdrawn',
      'registration-withdrawn': 'The registration was withdrawn',
      covered: 'The municipality has got an activity',
      'activity-cancelled': 'The activity was cancelled',
    },
    outcomes: { succeeded: 'Succeeded', partly: 'Partly succeeded', failed: 'Failed' },
    answers: {
      accepted: 'Accepted',
      declined: 'Declined',
      expired: 'Not answered in time',
      left: 'Left again',
      superseded: 'Hold no longer',
      invited: 'Not answered yet',
      replacements: 'Replacements among them',
    },
    rows: {
      campaign: 'Campaign',
      step: 'Step',
      day: 'Day',
      category: 'Category',
      county: 'County',
      municipality: 'Municipality',
      total: 'Number',
      phase: 'State',
      organiser: 'Organiser',
      partOf: 'A part of',
      share: 'Share',
      form: 'Form',
      targetGroup: 'Target group',
      mode: 'Mode',
      evidence: 'Evidence',
      option: 'Answer',
      covered: 'With an activity',
      of: 'Of',
      people: 'Attendances',
      onSite: 'On site',
      online: 'Online',
      lower: 'At least',
      upper: 'At most',
      cases: 'Cases',
      reachedSteps: 'Have come so far',
      now: 'Stand there now',
      funnel: 'Funnel',
      origin: 'Origin',
      median: 'Half of them within',
      ninetieth: 'Nine of ten within',
      answer: 'Answer',
      members: 'Organisations',
      outcome: 'Outcome',
      reason: 'Reason',
      accepted: 'Accept',
      capability: 'Capability',
      askedNow: 'Asked for now',
      offered: 'Offered',
      askedInAll: 'Asked for in all',
      award: 'Award',
      nominations: 'Confirmed nominations',
      candidacies: 'Candidacies',
      articles: 'Articles',
      confirmed: 'Confirmed',
      unconfirmed: 'Not confirmed yet',
      municipalities: 'Municipalities',
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
      identified: 'Need identified',
      inventoried: 'Network inventoried',
      contacting: 'Organisations contacted',
      matched: 'Matched',
      collaborating: 'Collaborating',
      followedUp: 'Followed up',
      open: 'Open',
      closed: 'Closed',
      matches: 'Matches',
    },
  },
};

/** The server has chosen: by ?lang, or by what the browser prefers. */
export const language = document.documentElement.lang;
export const text = {
  ...words[language],
  /** What the secretariat has closed is closed; until then the calendar says where it is. */
  phaseOf: ({ status, phase }) => words[language].phases[status === 'closed' ? 'closed' : phase],
};

/** What each figure is called and means, by its id, once that is known. */
export const definitions = new Map();

/** English as it is written in Europe: the day before the month, and twenty-four hours. */
const locale = language === 'en' ? 'en-GB' : 'sv-SE';
const numbers = new Intl.NumberFormat(locale);
const days = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
const shortDays = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat(locale, {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Stockholm',
});
const alphabet = new Intl.Collator(locale);
const lists = new Intl.ListFormat(locale);

const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const leastShare = 0.001;

const hours = new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' });
const wholeDays = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' });

/** Whole hours, as days once there are two of them. */
export function durationOf(count) {
  if (count === 0) return text.underAnHour;
  if (count < 48) return hours.format(count);
  const [full, rest] = [Math.floor(count / 24), count % 24];
  return rest === 0 ? wholeDays.format(full) : `${wholeDays.format(full)} ${hours.format(rest)}`;
}

/** Something is never shown as nothing, and what is not yet everything not as everything. */
export function shareOf(share) {
  if (share > 0 && share < leastShare) return `< ${shares.format(leastShare)}`;
  return shares.format(share < 1 ? Math.min(share, 1 - leastShare) : share);
}

export const numberOf = (number) => numbers.format(number);
export const momentOf = (instant) => moments.format(new Date(instant));
export const dayOf = (day) => days.format(atNoon(day));
export const inOrder = (a, b) => alphabet.compare(a, b);

/** One after the other as a span of days, others one by one. */
export function daysOf(list) {
  const [first, ...rest] = [...list].sort().map(atNoon);
  const last = rest.at(-1);
  if (!last) return first ? shortDays.format(first) : '';
  const isSpan = last - first === rest.length * 86_400_000;
  return isSpan
    ? shortDays.formatRange(first, last)
    : lists.format([first, ...rest].map((day) => shortDays.format(day)));
}

/** Categories and the like are data: some words have a name, and of others the slug says what it means, near enough. */
export function phraseOf(slug) {
  const name = names[slug]?.[language] ?? slug.replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function atNoon(day) {
  return new Date(`${day}T12:00:00Z`);
}

function several(count, one, more) {
  return `${numberOf(count)} ${count === 1 ? one : more}`;
}
