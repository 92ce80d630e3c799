import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { collectionOf, lostRace } from '@kraftsamling/messaging';
import type { ClientSession, Connection } from 'mongoose';
import type { Entry } from './entry.ts';
import type { Link, Tip } from './record.ts';
import { append, beginRecord, tipOf } from './record.ts';

interface TipDocument extends Tip {
  readonly _id: string;
  /** Changes with every write, so that of two who hold it one starts over. */
  readonly writes: number;
}

interface LinkDocument {
  /** Award and sequence, so that the links of an award lie beside each other in their order. */
  readonly _id: string;
  readonly link: Link;
}

/** The record of each award. It is written in the transaction that it tells of, so that nothing happens off the record. */
@Injectable()
export class Records {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Whoever else writes on the same record at this moment starts over. */
  async append(award: string, entries: readonly Entry[], now: Date, session: ClientSession): Promise<Tip> {
    const before = await this.tip(award, session);
    const at = instantAfter(before, now);
    let tip = before;
    const links = entries.map((entry) => {
      const link = append(tip, entry, at, randomBytes(32));
      tip = tipOf(link);
      return link;
    });
    if (links.length === 0) return before;

    await this.move(before, tip, session);
    await this.links.insertMany(
      links.map((link) => ({ _id: placeOf(award, link.sequence), link })),
      { session },
    );
    return tip;
  }

  /**
   * The instant that what is put on record in this transaction will be of. Whatever has a deadline is decided by it: a stranger sees no other,
   * and would find late what came in time and waited for its turn.
   */
  async instant(award: string, now: Date, session: ClientSession): Promise<Date> {
    return instantAfter(await this.tip(award, session), now);
  }

  /** For what is decided without a word on record: whoever writes on it at this moment starts over, or this does. */
  async hold(award: string, session: ClientSession): Promise<void> {
    const tip = await this.tip(award, session);
    await this.move(tip, tip, session);
  }

  async tip(award: string, session?: ClientSession): Promise<Tip> {
    const found = await this.tips.findOne({ _id: award }, session && { session });
    if (found === null) return beginRecord(award);
    const { count, head, at } = found;
    return { award, count, head, ...(at !== undefined && { at }) };
  }

  /** The whole of it, from the first. */
  async of(award: string): Promise<readonly Link[]> {
    const found = await this.links
      .find({ _id: { $gt: placeOf(award, 0), $lt: `${award}!` } })
      .sort({ _id: 1 })
      .toArray();
    return found.map(({ link }) => link);
  }

  private async move(before: Tip, after: Tip, session: ClientSession): Promise<void> {
    if (before.count === 0) {
      await this.tips.insertOne({ _id: after.award, ...after, writes: 1 }, { session });
      return;
    }
    const { matchedCount } = await this.tips.updateOne(
      { _id: after.award, count: before.count, head: before.head },
      { $set: { ...after }, $inc: { writes: 1 } },
      { session },
    );
    if (matchedCount === 0) throw lostRace();
  }

  private get tips() {
    return collectionOf<TipDocument>(this.connection, 'record-tips');
  }

  private get links() {
    return collectionOf<LinkDocument>(this.connection, 'record-links');
  }
}

/** When the clock has gone back, time stands still. */
function instantAfter({ at }: Tip, now: Date): Date {
  return at === undefined ? now : new Date(Math.max(now.getTime(), Date.parse(at)));
}

/** For what is withheld: it lies beside the value, in hex, and is erased together with it. */
export function newSalt(): string {
  return randomBytes(32).toString('hex');
}

/** A space sorts before whatever an id may go on with, and before the exclamation mark that ends the range. */
function placeOf(award: string, sequence: number): string {
  return `${award} ${String(sequence).padStart(10, '0')}`;
}
