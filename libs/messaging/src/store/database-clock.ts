/**
 * Leases go by the clock of the database, which all replicas share: one whose own is ahead would find everything that others have begun
 * abandoned long ago. An expression, for updates that are pipelines; `$currentDate` is the same for those that are not.
 */
export function databaseTimeIn(milliseconds: number): object {
  return { $add: ['$$NOW', milliseconds] };
}

/** A filter: so long has passed since the instant in this field, or there is none. */
export function hasPassed(field: string, milliseconds = 0): { readonly $expr: object } {
  const passed = { $lte: [{ $add: [`$${field}`, milliseconds] }, '$$NOW'] };
  // DocumentDB refuses `$$NOW` wherever a filter might use an index, and sees that behind `$cond` it could not.
  return { $expr: { $cond: [passed, true, false] } };
}
