import type { Bilingual, RunningAward } from '../award/award.state.ts';
import { tiesKeptUntil } from '../conflict/retention.ts';
import { nominatorsKeptUntil } from './retention.ts';

/** How many there are of what is kept of an award. */
export interface KeptCounts {
  readonly nominators: number;
  readonly unconfirmed: number;
  readonly nominations: number;
  readonly complements: number;
  readonly assessments: number;
  readonly minutes: number;
  readonly articles: number;
  readonly jurors: number;
  readonly ties: number;
  readonly grounds: number;
}

export interface Kept {
  readonly kind: keyof KeptCounts;
  readonly count: number;
  readonly why: Bilingual;
  /** What is kept as an official document, or until a day that nobody knows yet, has none. */
  readonly until?: Date;
}

/** What is kept, why, and until when: what was received is an official document, who sent it is forgotten. */
export function keptOf(award: RunningAward, counts: KeptCounts): readonly Kept[] {
  const announced = nominatorsKeptUntil(award);
  const days = award.nominatorsKeptDays;
  const whyNominators = {
    sv: `För att kunna fråga den som har nominerat, i ${days} dagar efter att vinnaren har tillkännagetts. Sedan tas namn, adress och salt bort; nomineringen står kvar utan avsändare.`,
    en: `To be able to ask whoever nominated, for ${days} days after the winner has been announced. Then name, address and salt are erased; the nomination stays without its sender.`,
  };
  const whyUnconfirmed = {
    sv: 'För att kunna bekräfta. Vad ingen har bekräftat i tid kan ha skickats i någon annans namn, så namn och adress tas bort då.',
    en: 'To be able to confirm. What nobody has confirmed in time may have been sent in another’s name, so name and address are erased then.',
  };
  const official = {
    sv: 'En inkommen allmän handling, som utmärkelsen avgörs efter. Protokollet har dess saltade hash.',
    en: 'A received official document, by which the award is decided. The record has its salted hash.',
  };
  const jurors = {
    sv: 'Vem som har bedömt måste kunna prövas i efterhand. Protokollet har deras id.',
    en: 'Who has judged must be open to review afterwards. The record has their ids.',
  };
  const ties = {
    sv: `För att hålla den som är jävig utanför, och kunna pröva det i ${award.tiesKeptDays} dagar efter att vinnaren har tillkännagetts. Sedan tas bindningar och extra adresser bort.`,
    en: `To keep whoever is in conflict out, and to review that for ${award.tiesKeptDays} days after the winner has been announced. Then ties and other addresses are erased.`,
  };
  const grounds = {
    sv: `För att kunna pröva varför en ledamot stängdes ute eller släpptes in, i ${award.tiesKeptDays} dagar efter att vinnaren har tillkännagetts. Sedan tas skäl och salt bort; beslutet och dess hash står kvar i protokollet.`,
    en: `To review why a juror was kept out or let in, for ${award.tiesKeptDays} days after the winner has been announced. Then ground and salt are erased; the decision and its hash stay in the record.`,
  };
  const tiesUntil = tiesKeptUntil(award);
  const kept: readonly Omit<Kept, 'count'>[] = [
    { kind: 'nominators', why: whyNominators, ...(announced && { until: announced }) },
    { kind: 'unconfirmed', why: whyUnconfirmed, until: award.deadlines.confirmations.closesAt },
    { kind: 'nominations', why: official },
    { kind: 'complements', why: official },
    { kind: 'assessments', why: official },
    { kind: 'minutes', why: official },
    { kind: 'articles', why: official },
    { kind: 'jurors', why: jurors },
    { kind: 'ties', why: ties, ...(tiesUntil && { until: tiesUntil }) },
    { kind: 'grounds', why: grounds, ...(tiesUntil && { until: tiesUntil }) },
  ];
  return kept.map((each) => ({ ...each, count: counts[each.kind] }));
}
