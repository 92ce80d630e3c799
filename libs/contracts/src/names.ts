/** What the words that public states are spelled with are called, for people. */
export const names: Readonly<Record<string, { readonly sv: string; readonly en: string }>> = {
  // Capabilities.
  venue: { sv: 'lokal', en: 'venue' },
  coaches: { sv: 'digitala coacher', en: 'digital coaches' },
  outreach: { sv: 'kontakt med målgruppen', en: 'contact with the target group' },
  expertise: { sv: 'sakkunskap', en: 'expertise' },
  equipment: { sv: 'utrustning', en: 'equipment' },
  communication: { sv: 'information och spridning', en: 'communication' },
  interpretation: { sv: 'tolkning', en: 'interpretation' },
  funding: { sv: 'finansiering', en: 'funding' },
  // Target groups.
  'senior-citizens': { sv: 'seniorer', en: 'senior citizens' },
  'people-with-disabilities': { sv: 'personer med funktionsnedsättning', en: 'people with disabilities' },
  'national-minorities': { sv: 'nationella minoriteter', en: 'national minorities' },
  'other-native-language': { sv: 'personer med annat modersmål', en: 'people with another native language' },
  'children-and-youth': { sv: 'barn och unga', en: 'children and youth' },
  // Themes.
  'e-identification': { sv: 'e-legitimation', en: 'e-identification' },
  'banking-errands': { sv: 'bankärenden', en: 'banking errands' },
  'public-e-services': { sv: 'offentliga e-tjänster', en: 'public e-services' },
  'online-safety': { sv: 'trygghet på nätet', en: 'online safety' },
  'digital-literacy': { sv: 'digital kunskap', en: 'digital literacy' },
  'job-skills': { sv: 'arbetslivets färdigheter', en: 'job skills' },
  coding: { sv: 'programmering', en: 'coding' },
};

/** Campaigns bring words of their own; one that has no name here is shown as it is spelled, without hyphens. */
export function nameOf(word: string, language: 'sv' | 'en'): string {
  return Object.hasOwn(names, word) ? (names[word]?.[language] ?? word) : word.replaceAll('-', ' ');
}
