import { EJSON } from 'bson';
import type { Document } from 'bson';
import type { DatabaseError } from 'pg';
import type { Command } from './command.ts';
import { CommandError, code } from './errors.ts';
import { all, bson } from './postgresql.ts';
import type { Queryable } from './postgresql.ts';
import { decode } from './wire.ts';

export interface DuplicateKey {
  errmsg: string;
  keyPattern?: Document;
  keyValue?: Document;
}

const byName = `
  SELECT (index_spec).index_name, (index_spec).index_key
  FROM documentdb_api_catalog.collection_indexes JOIN documentdb_api_catalog.collections USING (collection_id)
  WHERE database_name = $1 AND collection_name = $2 AND (index_spec).index_name = $3`;
const byId = `
  SELECT (index_spec).index_name, (index_spec).index_key
  FROM documentdb_api_catalog.collection_indexes
  WHERE index_id = $1::int`;

/** Words a duplicate key as MongoDB does: drivers and mongoose look at E11000, keyPattern and keyValue. */
export async function describeDuplicate(
  connection: Queryable,
  { database, collection }: Command,
  indexName: string,
  document: Document | undefined,
): Promise<DuplicateKey> {
  const [row] = await all(connection, byName, [database, collection, indexName]);
  return describe(`${database}.${collection}`, indexName, row?.[1], document);
}

/** Some commands end with PostgreSQL's own error, which names the constraint and quotes the refused document. */
export async function duplicateKeyError(
  connection: Queryable,
  command: Command,
  error: DatabaseError,
): Promise<CommandError> {
  const id = /_(\d+)$/.exec(error.constraint ?? '')?.[1];
  const [row] = id !== undefined && error.code === '23P01' ? await all(connection, byId, [id]) : [];
  const quoted = /BSONHEX([0-9a-f]+), BSONHEX[0-9a-f]+\) conflicts/.exec(error.detail ?? '')?.[1];
  const document = quoted === undefined ? undefined : decode(Buffer.from(quoted, 'hex'));

  const namespace = `${command.database}.${command.collection}`;
  const { errmsg, ...more } = describe(namespace, row?.[0] ?? '_id_', row?.[1], document);
  return new CommandError(code.duplicateKey, errmsg, more);
}

function describe(
  namespace: string,
  indexName: string,
  key: string | null | undefined,
  document: Document | undefined,
): DuplicateKey {
  const errmsg = `E11000 duplicate key error collection: ${namespace} index: ${indexName}`;
  if (key === null || key === undefined) return { errmsg };

  const keyPattern = decode(bson(key));
  if (document === undefined) return { errmsg, keyPattern };

  const keyValue = Object.fromEntries(Object.keys(keyPattern).map((path) => [path, valueAt(document, path)]));
  return { errmsg: `${errmsg} dup key: ${EJSON.stringify(keyValue)}`, keyPattern, keyValue };
}

function valueAt(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Document)[name] : undefined;
  }
  return value ?? null;
}
