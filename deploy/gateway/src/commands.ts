import type { Document } from 'bson';
import { given } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Command } from './command.ts';
import type { Cursors } from './cursors.ts';
import { CommandError, code } from './errors.ts';
import { bson, one } from './postgresql.ts';
import type { Queryable, Value } from './postgresql.ts';
import { decode } from './wire.ts';
import { write } from './writes.ts';

type Handler = (command: Command, connection: Queryable, cursors: Cursors) => Promise<Answer>;

const findAndModify = 'find_and_modify($1, $2::documentdb_core.bson)';

/** The commands that DocumentDB answers, each by a function of its own. */
export const commands: Readonly<Record<string, Handler | undefined>> = {
  insert: (command, connection) => write('insert', command, connection),
  update: (command, connection) => write('update', command, connection),
  delete: (command, connection) => write('delete', command, connection),
  findAndModify: ask(findAndModify, ofDatabase),
  findandmodify: ask(findAndModify, ofDatabase),

  find: firstPage('find_cursor_first_page'),
  aggregate: firstPage('aggregate_cursor_first_page'),
  listCollections: firstPage('list_collections_cursor_first_page'),
  listIndexes: firstPage('list_indexes_cursor_first_page'),
  getMore: nextPage,
  killCursors,

  count: ask('count_query($1, $2::documentdb_core.bson)', ofDatabase),
  distinct: ask('distinct_query($1, $2::documentdb_core.bson)', ofDatabase),

  create: ask('create_collection_view($1, $2::documentdb_core.bson)', ofDatabase),
  collMod: ask('coll_mod($1, $2, $3::documentdb_core.bson)', ({ database, collection, body }) => [
    database,
    collection,
    body,
  ]),
  renameCollection: ask('rename_collection($1::documentdb_core.bson)', ofServer),
  drop: async ({ database, collection }, connection) => {
    await one(connection, 'SELECT documentdb_api.drop_collection($1, $2)', [database, collection]);
    return given({ ns: `${database}.${collection}`, ok: 1 });
  },
  dropDatabase: async ({ database }, connection) => {
    await one(connection, 'SELECT documentdb_api.drop_database($1)', [database]);
    return given({ dropped: database, ok: 1 });
  },

  createIndexes,
  dropIndexes: async ({ database, body }, connection) => {
    const statement = 'SELECT documentdb_api_internal.drop_indexes_non_concurrently($1, $2::documentdb_core.bson)';
    return given(bson((await one(connection, statement, [database, body]))[0]));
  },

  listDatabases: ask('list_databases($1::documentdb_core.bson)', ofServer),
  collStats: ask('coll_stats($1, $2)', ({ database, collection }) => [database, collection]),
  dbStats: ask('db_stats($1)', ({ database }) => [database]),
  validate: ask('validate($1, $2::documentdb_core.bson)', ofDatabase),
};

function ofDatabase({ database, body }: Command): Value[] {
  return [database, body];
}

function ofServer({ body }: Command): Value[] {
  return [body];
}

/** A function of DocumentDB whose first result is the answer. */
function ask(call: string, valuesOf: (command: Command) => Value[]): Handler {
  const statement = `SELECT * FROM documentdb_api.${call}`;
  return async (command, connection) => given(bson((await one(connection, statement, valuesOf(command)))[0]));
}

function firstPage(name: string): Handler {
  const statement = `SELECT cursorpage, continuation, cursorid FROM documentdb_api.${name}($1, $2::documentdb_core.bson)`;
  return async ({ database, body }, connection, cursors) => {
    const [page, continuation, id] = await one(connection, statement, [database, body]);
    if (typeof id === 'string' && typeof continuation === 'string') cursors.keep(id, database, bson(continuation));
    return given(bson(page));
  };
}

const nextPageStatement = `
  SELECT cursorpage, continuation
  FROM documentdb_api.cursor_get_more($1, $2::documentdb_core.bson, $3::documentdb_core.bson)`;

async function nextPage({ body }: Command, connection: Queryable, cursors: Cursors): Promise<Answer> {
  const id = String(decode(body)['getMore']);
  const { database, continuation } = cursors.get(id);

  const [page, further] = await one(connection, nextPageStatement, [database, body, continuation]);

  if (typeof further === 'string') cursors.keep(id, database, bson(further));
  else cursors.forget(id);
  return given(bson(page));
}

function killCursors({ body }: Command, _: Queryable, cursors: Cursors): Promise<Answer> {
  const ids = decode(body)['cursors'] as bigint[];
  const cursorsKilled = ids.filter((id) => cursors.forget(String(id)));
  const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
  return Promise.resolve(given({ cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 }));
}

const createIndexesStatement =
  'SELECT documentdb_api_internal.create_indexes_non_concurrently($1, $2::documentdb_core.bson, true)';

async function createIndexes({ database, body }: Command, connection: Queryable): Promise<Answer> {
  const [result] = await one(connection, createIndexesStatement, [database, body]);
  const answer = decode(bson(result)) as { raw?: { defaultShard?: Document } } & Document;
  const shard: Document = answer.raw?.defaultShard ?? answer;
  if (shard['ok'] !== 1) throw new CommandError(Number(shard['code'] ?? code.badValue), String(shard['errmsg']), shard);
  return given(shard);
}
