import { deserialize, serialize } from 'bson';
import type { Document } from 'bson';

/** The largest message MongoDB's drivers send; hello announces it. */
export const maximumMessageLength = 48_000_000;

const headerLength = 16;
const opReply = 1;
const opQuery = 2004;
const opMessage = 2013;

const checksumPresent = 1 << 0;
const moreToCome = 1 << 1;
const requiredFlags = 0xffff;

/** What came in does not follow the protocol. The connection it came on is closed, no other. */
export class BrokenFrame extends Error {}

export interface Request {
  id: number;
  /** OP_QUERY survives only as the first hello of a driver and is answered in its own form. */
  opcode: typeof opMessage | typeof opQuery;
  /** The command document as it came. */
  body: Buffer;
  /** The documents of a kind-1 section (documents, updates, deletes), one after the other as they came. */
  sequence: Buffer | null;
  answerWanted: boolean;
}

/** Cuts a stream of bytes into whole messages, holding no more than one message's worth. */
export async function* messages(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = headerLength;

  for await (const chunk of stream) {
    chunks.push(chunk);
    held += chunk.length;
    if (held < wanted) continue;

    let bytes = Buffer.concat(chunks);
    wanted = headerLength;
    while (bytes.length >= headerLength) {
      wanted = messageLength(bytes);
      if (bytes.length < wanted) break;
      yield bytes.subarray(0, wanted);
      bytes = bytes.subarray(wanted);
      wanted = headerLength;
    }
    chunks = [bytes];
    held = bytes.length;
  }
}

function messageLength(bytes: Buffer): number {
  const length = bytes.readInt32LE(0);
  if (length < headerLength || length > maximumMessageLength) {
    throw new BrokenFrame(`A message cannot be ${length} bytes long.`);
  }
  return length;
}

export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  const content = message.subarray(headerLength);

  switch (opcode) {
    case opMessage:
      return { id, opcode, ...parseSections(content) };
    case opQuery:
      return { id, opcode, body: parseQuery(content), sequence: null, answerWanted: true };
    default:
      throw new BrokenFrame(`Opcode ${opcode} is not spoken here.`);
  }
}

function parseSections(content: Buffer): Pick<Request, 'body' | 'sequence' | 'answerWanted'> {
  if (content.length < 4) throw new BrokenFrame('An OP_MSG ends before its flags.');
  const flags = content.readUInt32LE(0);
  if ((flags & requiredFlags & ~(checksumPresent | moreToCome)) !== 0) {
    throw new BrokenFrame(`OP_MSG flags ${flags} are not known here.`);
  }

  const end = content.length - ((flags & checksumPresent) === 0 ? 0 : 4);
  let body: Buffer | undefined;
  let sequence: Buffer | null = null;
  let at = 4;
  while (at < end) {
    const kind = content[at];
    const section = lengthPrefixed(content.subarray(0, end), at + 1);
    at += 1 + section.length;
    if (kind === 0 && body === undefined) body = section;
    // Only bulkWrite, which is not spoken here, has a second sequence.
    else if (kind === 1) sequence ??= documentsOf(section);
    else throw new BrokenFrame('An OP_MSG has one body and document sequences, nothing else.');
  }
  if (body === undefined) throw new BrokenFrame('An OP_MSG has no body.');
  return { body, sequence, answerWanted: (flags & moreToCome) === 0 };
}

function documentsOf(section: Buffer): Buffer {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd === -1) throw new BrokenFrame('A document sequence has no name.');
  const documents = section.subarray(nameEnd + 1);
  let at = 0;
  while (at < documents.length) at += lengthPrefixed(documents, at).length;
  return documents;
}

/** The first command of an older form: flags, collection name, skip, limit, query. */
function parseQuery(content: Buffer): Buffer {
  const nameEnd = content.indexOf(0, 4);
  if (nameEnd === -1) throw new BrokenFrame('An OP_QUERY has no collection name.');
  if (!content.toString('latin1', 4, nameEnd).endsWith('.$cmd')) {
    throw new BrokenFrame('OP_QUERY is spoken here for the first hello only.');
  }
  return lengthPrefixed(content, nameEnd + 1 + 8);
}

function lengthPrefixed(bytes: Buffer, at: number): Buffer {
  if (at + 5 > bytes.length) throw new BrokenFrame('A document is cut off.');
  const length = bytes.readInt32LE(at);
  if (length < 5 || at + length > bytes.length) throw new BrokenFrame('A document is longer than what holds it.');
  return bytes.subarray(at, at + length);
}

/** An answer to `request`, header and body in one buffer, so that it leaves in one packet where it fits. */
export function answerTo(request: Request, body: Uint8Array, id: number): Buffer {
  const legacy = request.opcode === opQuery;
  const start = headerLength + (legacy ? 20 : 5);
  const message = Buffer.alloc(start + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(id, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(legacy ? opReply : opMessage, 12);
  // OP_REPLY: flags (8 = await capable), cursor id, starting from, number returned. OP_MSG: flags and section kind, all zero.
  if (legacy) {
    message.writeInt32LE(8, headerLength);
    message.writeInt32LE(1, headerLength + 16);
  }
  message.set(body, start);
  return message;
}

export function encode(document: Document): Buffer {
  return Buffer.from(serialize(document, { ignoreUndefined: true }));
}

/** 64-bit integers stay what they are, so that a document decoded, changed and encoded again has the same types. */
export function decode(bytes: Uint8Array): Document {
  return deserialize(bytes, { useBigInt64: true });
}
