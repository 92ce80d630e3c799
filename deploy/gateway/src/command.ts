import { BSONError, onDemand } from 'bson';
import { BrokenFrame } from './wire.ts';
import type { Request } from './wire.ts';

const string = 0x02;
const binary = 0x05;
const boolean = 0x08;
const int64 = 0x12;

/** What the gateway itself has to know of a command. The rest of the document passes through undecoded. */
export interface Command {
  name: string;
  /** The value of the first element where it is a string: usually the collection. */
  collection: string;
  database: string;
  body: Buffer;
  sequence: Buffer | null;
  session: string | undefined;
  transaction: { number: bigint; starts: boolean } | undefined;
}

export function parseCommand({ body, sequence }: Pick<Request, 'body' | 'sequence'>): Command {
  let name: string | undefined;
  let collection = '';
  let database = 'admin';
  let session: string | undefined;
  let number: bigint | undefined;
  let starts = false;
  let autocommit = true;

  for (const [type, nameOffset, nameLength, offset] of elementsOf(body)) {
    const field = body.toString('utf8', nameOffset, nameOffset + nameLength);
    if (name === undefined) {
      name = field;
      if (type === string) collection = stringAt(body, offset);
    }
    if (field === '$db' && type === string) database = stringAt(body, offset);
    if (field === 'lsid') session = sessionId(body.subarray(offset));
    if (field === 'txnNumber' && type === int64) number = body.readBigInt64LE(offset);
    if (field === 'startTransaction' && type === boolean) starts = body[offset] === 1;
    if (field === 'autocommit' && type === boolean) autocommit = body[offset] === 1;
  }
  if (name === undefined) throw new BrokenFrame('A command document is empty.');

  // A txnNumber without autocommit: false marks a retryable write, which is a plain write here.
  const transaction = number !== undefined && !autocommit ? { number, starts } : undefined;
  return { name, collection, database, body, sequence, session, transaction };
}

function elementsOf(document: Buffer): ReturnType<typeof onDemand.parseToElements> {
  try {
    return onDemand.parseToElements(document);
  } catch (error) {
    if (error instanceof BSONError) throw new BrokenFrame(error.message);
    throw error;
  }
}

function stringAt(body: Buffer, offset: number): string {
  return body.toString('utf8', offset + 4, offset + 4 + body.readInt32LE(offset) - 1);
}

/** `lsid` is `{ id: UUID }`; drivers may add a user. */
function sessionId(lsid: Buffer): string | undefined {
  for (const [type, nameOffset, nameLength, offset, length] of elementsOf(lsid)) {
    if (type === binary && lsid.toString('utf8', nameOffset, nameOffset + nameLength) === 'id') {
      // The value begins with its length and its subtype.
      return lsid.toString('hex', offset + 5, offset + length);
    }
  }
  return undefined;
}
