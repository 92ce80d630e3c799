import type { Document } from 'bson';
import { given, refused } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Command } from './command.ts';
import { describeDuplicate } from './duplicates.ts';
import type { DuplicateKey } from './duplicates.ts';
import { CommandError, code, mongoCode, unpackSqlState } from './errors.ts';
import { bson, one } from './postgresql.ts';
import type { Queryable } from './postgresql.ts';
import { decode, encode } from './wire.ts';

interface WriteError {
  index: number;
  code: number;
  errmsg: string;
}

export async function write(
  kind: 'insert' | 'update' | 'delete',
  command: Command,
  connection: Queryable,
): Promise<Answer> {
  const statement = `SELECT p_result, p_success FROM documentdb_api.${kind}($1, $2::documentdb_core.bson, $3::documentdb_core.bsonsequence)`;
  const [result, success] = await one(connection, statement, [command.database, command.body, command.sequence]);
  const body = bson(result);
  if (success === 't') return given(body);

  const { writeErrors, ...rest } = decode(body);
  const translated = [];
  for (const error of writeErrors as WriteError[]) translated.push(await translate(kind, command, connection, error));
  return refused({ ...rest, writeErrors: translated });
}

async function translate(kind: string, command: Command, connection: Queryable, error: WriteError): Promise<Document> {
  const translated = mongoCode(unpackSqlState(error.code));
  if (command.transaction !== undefined && translated === code.writeConflict) throw writeConflict();
  if (translated !== code.duplicateKey) return { index: error.index, code: translated, errmsg: error.errmsg };

  const indexName = /Index '(.*)'/.exec(error.errmsg)?.[1] ?? '_id_';
  const document = kind === 'insert' ? insertedDocument(command, error.index) : undefined;
  const duplicate = await describeDuplicate(connection, command, indexName, document);
  if (command.transaction !== undefined && !(await isVisible(connection, command, duplicate))) throw writeConflict();
  return { index: error.index, code: translated, ...duplicate };
}

function insertedDocument({ sequence, body }: Command, index: number): Document | undefined {
  if (sequence === null) return (decode(body)['documents'] as Document[])[index];
  let at = 0;
  for (let skipped = 0; skipped < index; skipped++) at += sequence.readInt32LE(at);
  return decode(sequence.subarray(at, at + sequence.readInt32LE(at)));
}

/**
 * In a snapshot, a key taken by a document that the snapshot does not show was taken by a concurrent transaction: for
 * MongoDB that is a write conflict, which drivers retry, and not a duplicate key, which they report.
 */
async function isVisible(
  connection: Queryable,
  { database, collection }: Command,
  { keyValue }: DuplicateKey,
): Promise<boolean> {
  if (keyValue === undefined) return true;
  const query = encode({ count: collection, query: keyValue, limit: 1, $db: database });
  const [counted] = await one(
    connection,
    'SELECT document FROM documentdb_api.count_query($1, $2::documentdb_core.bson)',
    [database, query],
  );
  return decode(bson(counted))['n'] > 0;
}

function writeConflict(): CommandError {
  return new CommandError(
    code.writeConflict,
    'Write conflict: a concurrent transaction wrote the same key. Please retry.',
  );
}
