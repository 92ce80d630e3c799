import { startGateway } from './gateway.ts';
import { installDocumentdb } from './postgresql.ts';

/** `node gateway.main.ts <port>`, in the folder that holds PostgreSQL's socket. */
const port = Number(process.argv[2]);

// The path of a socket has room for 107 characters, which the path of a data folder can exceed; this one is always short.
const postgresql = { host: '/proc/self/cwd', user: 'postgres', database: 'postgres' };
await installDocumentdb(postgresql);

const gateway = await startGateway({ host: '127.0.0.1', port, postgresql, log: (line) => console.log(line) });
console.log(`listening on ${gateway.port}`);

process.once('SIGTERM', () => void gateway.close());
