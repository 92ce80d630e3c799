/** What both desks say. */
const common = {
  sv: {
    other: 'In English',
    skip: 'Till innehållet',
    keys: 'Tangenter',
    signOut: 'Logga ut',
    close: 'Stäng',
    retry: 'Försök igen',
    failed: 'Det gick inte just nu. Inget har gjorts: försök igen om en stund.',
    keysHeading: 'Tangenter',
    keysOn: 'Bokstäver och siffror är tangenter',
    keysOff: 'Stäng av dem om du talar in text eller råkar trycka fel. Pilar, Enter och Escape fungerar ändå.',
    rounds: { 'long-list': 'Nominering', 'short-list': 'Slutnominering', winner: 'Vinnare' },
    phases: {
      nominations: 'Nominera och anmäla',
      confirmations: 'Bekräfta en nominering',
      complements: 'Komplettera',
      'long-list': 'De nominerade tillkännages',
      assessments: 'Skicka in bedömning (DiMiOS)',
      'short-list': 'De slutnominerade tillkännages',
      announcement: 'Vinnaren tillkännages',
      articles: 'Bidra till skriften',
    },
    tieKinds: {
      employer: 'arbetar hos',
      board: 'sitter i styrelsen för',
      contract: 'har avtal med',
      kin: 'är släkt med någon hos',
      'earlier-post': 'har arbetat hos',
      residence: 'bor i',
      'own-nomination': 'har själv nominerat',
      coalition: 'samverkar i ett ärende med',
      activity: 'arrangerar en aktivitet med',
    },
    unnamed: 'en organisation utan namn',
    back: 'Till listan',
    refused: {
      'token-missing': 'Nyckeln saknas. Klistra in en nyckel.',
      'token-expired':
        'Nyckeln har gått ut. Be om en ny och klistra in den här; du kommer tillbaka dit du var, och inget har gått förlorat.',
      'token-malformed': 'Det där är ingen hel nyckel. Kopiera hela nyckeln, utan mellanslag.',
      'token-refused': 'Nyckeln godtas inte här. Be kansliet om en ny.',
      'link-not-accepted': 'Det där är ingen nyckel. Klistra in hela nyckeln.',
      'too-busy': 'Många ändrar samma sak just nu. Inget har gjorts: försök igen.',
      'round-closed': 'Omgången är stängd: inga poäng kan ges eller ändras längre.',
      'round-not-open': 'Omgången har inte börjat än.',
    },
  },
  en: {
    other: 'På svenska',
    skip: 'To the content',
    keys: 'Keys',
    signOut: 'Sign out',
    close: 'Close',
    retry: 'Try again',
    failed: 'It did not work just now. Nothing has been done: try again in a while.',
    keysHeading: 'Keys',
    keysOn: 'Letters and digits are keys',
    keysOff:
      'Switch them off if you dictate text or press them by mistake. Arrows, Enter and Escape work all the same.',
    rounds: { 'long-list': 'Long list', 'short-list': 'Short list', winner: 'Winner' },
    phases: {
      nominations: 'Nominate and enter',
      confirmations: 'Confirm a nomination',
      complements: 'Complement',
      'long-list': 'The long list is announced',
      assessments: 'Send the assessment (DiMiOS)',
      'short-list': 'The short list is announced',
      announcement: 'The winner is announced',
      articles: 'Contribute to the publication',
    },
    tieKinds: {
      employer: 'works at',
      board: 'is on the board of',
      contract: 'has a contract with',
      kin: 'is a relative of somebody at',
      'earlier-post': 'has worked at',
      residence: 'lives in',
      'own-nomination': 'has themselves nominated',
      coalition: 'works in a coalition with',
      activity: 'holds an activity with',
    },
    unnamed: 'an organisation without a name',
    back: 'To the list',
    refused: {
      'token-missing': 'There is no token. Paste one.',
      'token-expired':
        'The token has expired. Ask for a new one and paste it here; you come back to where you were, and nothing is lost.',
      'token-malformed': 'That is no whole token. Copy all of it, without spaces.',
      'token-refused': 'The token is not accepted here. Ask the secretariat for a new one.',
      'link-not-accepted': 'That is no token. Paste the whole token.',
      'too-busy': 'Many others are changing the same thing just now. Nothing has been done: try again.',
      'round-closed': 'The round is closed: no score can be given or changed any more.',
      'round-not-open': 'The round has not begun yet.',
    },
  },
};

/** What both desks say, and one of them alone. */
export function withCommon(own) {
  return Object.fromEntries(
    Object.entries(own).map(([each, said]) => {
      const refused = { ...common[each].refused, ...said.refused };
      return [each, { ...common[each], ...said, refused }];
    }),
  );
}
