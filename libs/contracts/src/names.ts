/** What kinds of organisations there are. Campaigns may invite others; a stranger says one of these, or one that the campaign invites. */
export const categories: Readonly<Record<string, { readonly sv: string; readonly en: string }>> = {
  municipality: { sv: 'kommun', en: 'municipality' },
  region: { sv: 'region', en: 'region' },
  agency: { sv: 'myndighet', en: 'government agency' },
  'public-library': { sv: 'folkbibliotek', en: 'public library' },
  'local-authority-venue': { sv: 'kommunal mötesplats', en: 'local authority venue' },
  'service-centre': { sv: 'servicekontor', en: 'service centre' },
  'government-service-centre': { sv: 'statligt servicekontor', en: 'government service centre' },
  school: { sv: 'skola', en: 'school' },
  university: { sv: 'högskola eller universitet', en: 'university' },
  museum: { sv: 'museum', en: 'museum' },
  'adult-educational-association': { sv: 'studieförbund', en: 'adult educational association' },
  'folk-high-school': { sv: 'folkhögskola', en: 'folk high school' },
  association: { sv: 'förening', en: 'association' },
  'civil-society': { sv: 'civilsamhället', en: 'civil society' },
  'senior-citizens-organisation': { sv: 'pensionärsorganisation', en: 'senior citizens’ organisation' },
  'disability-organisation': { sv: 'funktionsrättsorganisation', en: 'disability organisation' },
  'religious-community': { sv: 'trossamfund', en: 'religious community' },
  'trade-union': { sv: 'fackförbund', en: 'trade union' },
  foundation: { sv: 'stiftelse', en: 'foundation' },
  company: { sv: 'företag', en: 'company' },
  bank: { sv: 'bank', en: 'bank' },
  sponsor: { sv: 'sponsor', en: 'sponsor' },
  other: { sv: 'annan', en: 'other' },
};

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
  // How a venue can be used.
  'step-free': { sv: 'utan trappsteg', en: 'step-free' },
  'hearing-loop': { sv: 'hörslinga', en: 'hearing loop' },
  'accessible-toilet': { sv: 'tillgänglig toalett', en: 'accessible toilet' },
  'accessible-parking': { sv: 'tillgänglig parkering', en: 'accessible parking' },
  'quiet-room': { sv: 'tyst rum', en: 'quiet room' },
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
  cybersecurity: { sv: 'cybersäkerhet', en: 'cybersecurity' },
  'digital-inclusion': { sv: 'digital delaktighet', en: 'digital inclusion' },
  'play-and-creation': { sv: 'lek och skapande', en: 'play and creation' },
  // Forms of activities.
  'open-house': { sv: 'öppet hus', en: 'open house' },
  lecture: { sv: 'föreläsning', en: 'lecture' },
  fair: { sv: 'mässa', en: 'fair' },
  'drop-in': { sv: 'drop-in', en: 'drop-in' },
  course: { sv: 'kurs', en: 'course' },
  'beginners-course': { sv: 'nybörjarkurs', en: "beginners' course" },
  'staff-training': { sv: 'utbildning för personal och volontärer', en: 'training for staff and volunteers' },
  'helping-customers': { sv: 'hjälp till kunder och besökare', en: 'help for customers and visitors' },
  'year-round-help': { sv: 'hjälp året om', en: 'help all year' },
  ...categories,
};

/** Campaigns bring words of their own; one that has no name here is shown as it is spelled, without hyphens. */
export function nameOf(word: string, language: 'sv' | 'en'): string {
  return Object.hasOwn(names, word) ? (names[word]?.[language] ?? word) : word.replaceAll('-', ' ');
}
