/** The languages that people are spoken to in. */
export type Language = 'sv' | 'en';

/** English for who prefers it to Swedish (Accept-Language, RFC 9110); Swedish for everybody else, calendars that say nothing among them. */
export function languageOf(acceptLanguage = ''): Language {
  const [preferred] = acceptLanguage
    .split(',')
    .map(wishOf)
    .filter(({ language, weight }) => (language === 'sv' || language === 'en') && weight > 0)
    // Wishes of one weight keep their order: browsers list them as their users do.
    .sort((a, b) => b.weight - a.weight);
  return preferred?.language === 'en' ? 'en' : 'sv';
}

function wishOf(range: string): { language: string; weight: number } {
  const [tag = '', weight = 'q=1'] = range.split(';').map((part) => part.trim().toLowerCase());
  return { language: tag.split('-')[0] ?? '', weight: Number(weight.replace('q=', '')) || 0 };
}
