/** The languages that people are spoken to in. */
export type Language = 'sv' | 'en';

/** English for who prefers it to Swedish (Accept-Language, RFC 9110); Swedish for everybody else, calendars that say nothing among them. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const [preferred] = wishesIn(acceptLanguage)
    .filter(({ weight }) => weight > 0)
    // Wishes of one weight keep their order: browsers list them as their users do.
    .sort((a, b) => b.weight - a.weight);
  return preferred?.language ?? 'sv';
}

/** Swedish for who prefers it to English, else English: the language of a problem's details, whatever that of its title. */
export function problemLanguageOf(acceptLanguage: string | undefined): Language {
  const wishes = wishesIn(acceptLanguage);
  const weightOf = (wanted: Language) => wishes.find(({ language }) => language === wanted)?.weight ?? 0;
  return weightOf('sv') > weightOf('en') ? 'sv' : 'en';
}

interface Wish {
  readonly language: Language;
  readonly weight: number;
}

/** What is wished of the languages there are, in the order of the header. */
function wishesIn(acceptLanguage = ''): Wish[] {
  return acceptLanguage.split(',').flatMap((range) => {
    const [tag = '', weight = 'q=1'] = range.split(';').map((part) => part.trim().toLowerCase());
    const language = tag.split('-')[0];
    return language === 'sv' || language === 'en' ? [{ language, weight: Number(weight.replace('q=', '')) || 0 }] : [];
  });
}
