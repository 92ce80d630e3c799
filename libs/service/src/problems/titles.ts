import type { Language } from '../http/language.ts';

/** A problem's title, in the languages of the service. */
export type Title = Readonly<Record<Language, string>>;

/** The titles of the problems any service can answer with. Those of a service's own refusals stand in its definition. */
export const libraryTitles: Readonly<Record<string, Title>> = {
  'broken-json': { sv: 'Innehållet är inte giltig JSON', en: 'The body is not valid JSON' },
  'bad-request': { sv: 'Felaktig begäran', en: 'Bad request' },
  'idempotency-key-malformed': { sv: 'Felaktig Idempotency-Key', en: 'Malformed Idempotency-Key' },
  'if-match-malformed': { sv: 'Felaktig If-Match', en: 'Malformed If-Match' },
  'token-missing': { sv: 'Inloggning krävs', en: 'Authentication is required' },
  'token-malformed': { sv: 'Åtkomstnyckeln kan inte läsas', en: 'The token cannot be read' },
  'token-expired': { sv: 'Åtkomstnyckeln har gått ut', en: 'The token has expired' },
  'token-refused': { sv: 'Åtkomstnyckeln godtas inte', en: 'The token is not accepted' },
  'not-allowed': { sv: 'Åtkomst nekas', en: 'Access denied' },
  'not-in-your-counties': { sv: 'Utanför dina län', en: 'Outside your counties' },
  'not-yours': { sv: 'Tillhör någon annan', en: 'Belongs to somebody else' },
  'link-not-accepted': { sv: 'Hanteringslänken gäller inte här', en: 'The management link does not apply here' },
  'link-expired': { sv: 'Länken har gått ut', en: 'The link has expired' },
  'not-found': { sv: 'Finns inte', en: 'Not found' },
  'unknown-route': { sv: 'Adressen finns inte', en: 'No such address' },
  'method-not-allowed': { sv: 'Metoden stöds inte här', en: 'Method not allowed here' },
  'not-acceptable': { sv: 'Formatet kan inte lämnas', en: 'The format cannot be given' },
  'handler-failed': { sv: 'Hanteraren misslyckades igen', en: 'The handler failed again' },
  'handler-gone': { sv: 'Hanteraren finns inte längre', en: 'The handler is gone' },
  'republication-running': { sv: 'En ompublicering pågår redan', en: 'A republication is running' },
  'nats-unavailable': { sv: 'NATS kan inte nås', en: 'NATS cannot be reached' },
  'too-busy': { sv: 'Många ändrar samma sak just nu', en: 'Many are changing the same thing' },
  conflict: { sv: 'Konflikt', en: 'Conflict' },
  'idempotency-key-in-flight': { sv: 'Begäran behandlas redan', en: 'The request is already being handled' },
  'version-mismatch': { sv: 'Ändrad sedan den lästes', en: 'Changed since it was read' },
  'body-too-large': { sv: 'För stort innehåll', en: 'The body is too large' },
  'address-too-long': { sv: 'För lång adress', en: 'The address is too long' },
  'unsupported-media-type': { sv: 'Formatet stöds inte', en: 'Unsupported media type' },
  'import-faulty': { sv: 'Filen har fel', en: 'The file has errors' },
  'invalid-input': { sv: 'Ogiltiga uppgifter', en: 'Invalid input' },
  'idempotency-key-reused': {
    sv: 'Idempotency-Key har använts till annat',
    en: 'The Idempotency-Key was used for something else',
  },
  'if-match-required': { sv: 'If-Match krävs', en: 'If-Match is required' },
  'too-many-requests': { sv: 'För många anrop', en: 'Too many requests' },
  'internal-error': { sv: 'Internt fel', en: 'Internal error' },
  'database-unavailable': { sv: 'Databasen kan inte nås', en: 'The database cannot be reached' },
  'keys-unavailable': { sv: 'Åtkomstnycklar kan inte prövas just nu', en: 'Tokens cannot be checked right now' },
  'not-ready': { sv: 'Tjänsten är inte redo', en: 'The service is not ready' },
  unavailable: { sv: 'Tjänsten kan inte nås just nu', en: 'The service is unavailable right now' },
};
