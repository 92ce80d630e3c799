import type { Document } from 'bson';
import { DatabaseError } from 'pg';

export const code = {
  internalError: 1,
  badValue: 2,
  hostUnreachable: 6,
  cursorNotFound: 43,
  maxTimeExpired: 50,
  commandNotFound: 59,
  writeConflict: 112,
  noSuchTransaction: 251,
  duplicateKey: 11000,
  outOfDiskSpace: 14031,
} as const;

const codeNames: Record<number, string> = {
  1: 'InternalError',
  2: 'BadValue',
  6: 'HostUnreachable',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  68: 'IndexAlreadyExists',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  251: 'NoSuchTransaction',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
};

/** DocumentDB's own SQLSTATEs, each of which stands for one MongoDB code. */
const documentdbCodes: Record<string, number> = {
  M0001: 2,
  M0003: 9,
  M0004: 14,
  M0008: 26,
  M0009: 27,
  M000A: 28,
  M000D: 40,
  M000E: 43,
  M000F: 48,
  M000M: 66,
  M000N: 67,
  M000O: 68,
  M000P: 72,
  M000Q: 73,
  M000R: 85,
  M000S: 86,
  M000U: 115,
  M001C: 11000,
};

/** PostgreSQL's SQLSTATEs that a client has to tell apart. A unique index of DocumentDB is an exclusion constraint. */
const postgresqlCodes: Record<string, number> = {
  '0A000': 115,
  '23505': code.duplicateKey,
  '23P01': code.duplicateKey,
  '40001': code.writeConflict,
  '40P01': code.writeConflict,
  '55P03': code.writeConflict,
  '53100': code.outOfDiskSpace,
  '57014': code.maxTimeExpired,
};

const transient = new Set<number>([code.writeConflict, code.noSuchTransaction, code.hostUnreachable]);

/** An answer with `ok: 0`. */
export class CommandError extends Error {
  readonly code: number;
  /** More of the answer, such as keyPattern and keyValue. */
  readonly more: Document;

  constructor(errorCode: number, message: string, more: Document = {}) {
    super(message);
    this.code = errorCode;
    this.more = more;
  }

  /** Inside a transaction the label tells drivers to run it again from its beginning. */
  answer(inTransaction: boolean): Document {
    return {
      ok: 0,
      errmsg: this.message,
      code: this.code,
      codeName: codeNames[this.code] ?? `Location${this.code}`,
      ...this.more,
      ...(inTransaction && transient.has(this.code) ? { errorLabels: ['TransientTransactionError'] } : {}),
    };
  }
}

export function mongoCode(sqlState: string): number {
  return documentdbCodes[sqlState] ?? postgresqlCodes[sqlState] ?? code.internalError;
}

/** Inside writeErrors DocumentDB packs the SQLSTATE into an integer, six bits a character. */
export function unpackSqlState(packed: number): string {
  return [0, 6, 12, 18, 24].map((shift) => String.fromCharCode(((packed >> shift) & 63) + 48)).join('');
}

/** PostgreSQL's own error, which says less than MongoDB's clients expect. */
export function isDuplicateKey(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && mongoCode(error.code ?? '') === code.duplicateKey;
}

export function toCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  // A field of the command has another type than the gateway reads it as.
  if (error instanceof TypeError) return new CommandError(code.badValue, error.message);
  if (error instanceof DatabaseError && error.code !== undefined && !isConnectionLoss(error)) {
    return new CommandError(mongoCode(error.code), error.message);
  }
  return new CommandError(code.hostUnreachable, `PostgreSQL cannot be reached: ${messageOf(error)}`);
}

/** 57P01-57P03: the server is stopping, has crashed or is starting. */
function isConnectionLoss(error: DatabaseError): boolean {
  return error.code?.startsWith('57P') === true || error.code?.startsWith('08') === true;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
