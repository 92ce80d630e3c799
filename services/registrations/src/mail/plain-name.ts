const longest = 60;

/** What would lead somewhere, or reach somebody: a link, a host name, an address, a number. */
const leadsSomewhere = /[:/\\@<>[\]{}|=]|www|\p{L}{2,}\.\p{L}{2,}|\d{5}/iu;

/**
 * A name as it may stand in a mail. Anybody may write anything for a name and anybody's address beside it: what is not plainly a name is
 * not sent on, and the mail greets its reader without one.
 */
export function plainName(name: string, language: 'sv' | 'en'): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain === '' || plain.length > longest || leadsSomewhere.test(plain) ? nobody[language] : plain;
}

/** After “Hej” and “Dear”. */
const nobody = { sv: 'där', en: 'reader' } as const;
