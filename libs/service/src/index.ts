export { Allow, Caller } from './access/allow.ts';
export type { Policy } from './access/allow.ts';
export { Costs } from './access/rate-limit.ts';
export { Sender } from './access/sender.ts';
export { LinkSigner, LinkVerifier } from './access/signed-link.ts';
export type { LinkScope } from './access/signed-link.ts';
export {
  belongsTo,
  looksAfter,
  notInYourCounties,
  notYours,
  organisationOf,
  placesOf,
  refuseUnlessLooksAfter,
} from './access/responsibility.ts';
export type { CertainPlaces, Place, Places } from './access/responsibility.ts';
export { callerName } from './access/principal.ts';
export type { Anonymous, LinkHolder, Principal, Role, User } from './access/principal.ts';
export { Audit } from './audit/audit.ts';
export type { AuditEntry } from './audit/audit.ts';
export { attemptEach } from './attempt-each.ts';
export { boot } from './boot.ts';
export type { RunningService } from './boot.ts';
export { Clock } from './clock.ts';
export { privateKey, publicKeys } from './configuration/key-settings.ts';
export { ServiceSettings } from './configuration/service-settings.ts';
export {
  address,
  ConfigurationError,
  integer,
  list,
  matching,
  oneOf,
  optional,
  secret,
  SettingsFrom,
  text,
} from '@kraftsamling/messaging/settings';
export type { PageLink, Release, ServiceDefinition } from './definition.ts';
export { start } from './start.ts';
export { Database } from './database/database.ts';
export { ensureCollection } from './database/ensure-collection.ts';
export { BodyLimit, SentCsv, TakesCsv, TakesForm } from './http/body.ts';
export { languageOf } from './http/language.ts';
export type { Language } from './http/language.ts';
export type { Reply, Request } from './http/request.ts';
export { publicCopy } from './http/conditional-get.ts';
export type { PublicCopy } from './http/conditional-get.ts';
export { IfMatch } from './http/if-match.ts';
export { PageFilter } from './http/page.filter.ts';
export type { PageProblem } from './http/page.filter.ts';
export { formPage, formStyle, pageFile, pageStyle, staffPageFiles } from './http/page-file.ts';
export { accepted, created, Representation, versioned } from './http/representation.ts';
export { Idempotent } from './idempotency/idempotent.ts';
export { AnswersFeed, AnswersFile } from './openapi/answers-file.ts';
export { AnswersPageOf } from './openapi/answers-page.ts';
export { AnswersCreated, AnswersVersioned } from './openapi/answers-version.ts';
export { ConflictOffers } from './openapi/refuses-with.ts';
export { PublicAddress } from './http/public-address.ts';
export { dayIsWritten, daysWithoutMidnight } from './input/written-time.ts';
export {
  daysIn,
  fieldErrors,
  inColumns,
  missingCells,
  oneForEachColumn,
  wholeNumberIn,
  words,
  wordsInSmall,
  yesOrNo,
} from './input/csv-columns.ts';
export type { Columns } from './input/csv-columns.ts';
export {
  admit,
  createdOnce,
  ImportQuery,
  ImportResult,
  openCsv,
  readRows,
  refuseInvalidCsv,
  repeatedRows,
  templateOf,
  writeRows,
} from './input/csv-import.ts';
export type { Admitted, InvalidRow, RowOutcome } from './input/csv-import.ts';
export { csvInputError } from './input/csv.ts';
export type { Csv, CsvFile, CsvInputError, CsvRow, Encoding } from './input/csv.ts';
export { offsetOf, page, PageInfo, PageQuery, WholeNumber } from './input/page.ts';
export { checked } from './input/validation.pipe.ts';
export type { Page } from './input/page.ts';
export { Problem } from './problems/problem.ts';
export { problemOf } from './problems/problem-of.ts';
export type { Title } from './problems/titles.ts';
export { PeriodicTask } from './periodic-task.ts';
export { refuseDuplicate } from './refuse-duplicate.ts';
