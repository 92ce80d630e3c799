import { CommandError, code } from './errors.ts';

const idleLimit = 10 * 60_000;

interface Cursor {
  database: string;
  /** What DocumentDB needs to go on: a position or the name of a file, never a connection. */
  continuation: Buffer;
  usedAt: number;
}

/** The open cursors of all connections. A cursor left alone for ten minutes is forgotten, as MongoDB does. */
export class Cursors {
  readonly #cursors = new Map<string, Cursor>();

  keep(id: string, database: string, continuation: Buffer): void {
    const now = Date.now();
    // The map is in order of last use.
    for (const [oldest, cursor] of this.#cursors) {
      if (now - cursor.usedAt < idleLimit) break;
      this.#cursors.delete(oldest);
    }
    this.#cursors.delete(id);
    this.#cursors.set(id, { database, continuation, usedAt: now });
  }

  get(id: string): Cursor {
    const cursor = this.#cursors.get(id);
    if (cursor === undefined) throw new CommandError(code.cursorNotFound, `cursor id ${id} not found`);
    return cursor;
  }

  /** Says whether the cursor was open. */
  forget(id: string): boolean {
    return this.#cursors.delete(id);
  }
}
