/** An event that others must come before. It is nobody's failure: the event comes again until they have come. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}
