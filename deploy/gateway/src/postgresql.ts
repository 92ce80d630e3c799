import pg from 'pg';

/** Either the pool, for a command of its own, or the one connection that holds a transaction. */
export type Queryable = Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>;

export type Value = string | number | bigint | Buffer | null;

/** DocumentDB's BSON arrives as the text BSONHEX<hex>; everything else is wanted as text too. */
const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

/** Runs a statement, prepared once a connection under its own text, and returns its one row as text. */
export async function one(connection: Queryable, text: string, values: Value[]): Promise<(string | null)[]> {
  const rows = await all(connection, text, values);
  const [row] = rows;
  if (row === undefined) throw new Error(`No row from: ${text}`);
  return row;
}

export async function all(connection: Queryable, text: string, values: Value[]): Promise<(string | null)[][]> {
  const result = await connection.query<(string | null)[]>({
    name: statementName(text),
    text,
    values,
    rowMode: 'array',
    types: asText,
  });
  return result.rows;
}

const names = new Map<string, string>();

function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}

export function bson(text: string | null | undefined): Buffer {
  if (!text?.startsWith('BSONHEX')) throw new Error('DocumentDB answered something else than BSON.');
  return Buffer.from(text.slice('BSONHEX'.length), 'hex');
}

export function createPool(server: pg.PoolConfig, size: number): pg.Pool {
  const pool = new pg.Pool({ ...server, max: size, idleTimeoutMillis: 0, connectionTimeoutMillis: 30_000 });
  // An idle connection that breaks leaves the pool by itself; the next command reports that PostgreSQL is away.
  pool.on('error', () => undefined);
  return pool;
}

/** Makes a new PostgreSQL server a DocumentDB. A second time changes nothing. */
export async function installDocumentdb(server: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query('CREATE EXTENSION IF NOT EXISTS documentdb CASCADE');
  // Indexes are built at once here; two jobs that look for others to build every two seconds are not needed.
  await client.query(`SELECT cron.unschedule(jobid) FROM cron.job WHERE command LIKE '%build_index_concurrently%'`);
  await client.end();
}
