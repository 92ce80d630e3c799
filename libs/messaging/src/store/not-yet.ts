/** An event that others must come before. The event comes again until they have come, for longer than one that fails. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}
