import { randomUUID } from 'node:crypto';
import { on } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInfrastructure } from '@kraftsamling/infrastructure';
import type { Infrastructure } from '@kraftsamling/infrastructure';
import { repository } from '../src/folders.ts';
import { readManifests } from '../src/manifests.ts';
import { durablesOf, natsUsers, passwordVariable } from '../src/nats-users.ts';

/** What somebody tries: `+` he may, `-` he may not. */
type Try = readonly ['PUB' | 'SUB', subject: string];

const services = readManifests();
const users = natsUsers(readManifests()).map(({ user }) => user);
const passwordOf = (user: string) => `secret-of-${user}`;

/** NATS as docker compose runs it, with the users that are committed. */
let servers: Infrastructure;
let folder: string;
const clients = new Map<string, Client>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kraftsamling-users-'));
  servers = await startInfrastructure({
    dataFolder: folder,
    durable: false,
    natsUsers: {
      authorization: await readFile(join(repository, 'deploy/nats/users.conf'), 'utf8'),
      env: Object.fromEntries(users.map((user) => [passwordVariable(user), passwordOf(user)])),
    },
    log: () => undefined,
    // The database is not asked for anything.
    env: { ...process.env, NATS_URL: '', MONGODB_URI: 'mongodb://nobody.invalid' },
  });
  for (const user of users) clients.set(user, await Client.open(servers.natsUrl, user));
});
afterAll(async () => {
  for (const client of clients.values()) client.end();
  await servers.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The parts of the bus that belong to a service, and what can be done with each. */
function partsOf(service: string, durables: readonly string[]): Readonly<Record<string, readonly Try[]>> {
  const consumers = (...requests: readonly string[]) =>
    durables.flatMap((durable) =>
      requests.map((request): Try => ['PUB', `$JS.API.CONSUMER.${request}.EVENTS.${durable}`]),
    );
  const ownStream = (...requests: readonly string[]) =>
    requests.map((request): Try => ['PUB', `$JS.API.STREAM.${request}.DEAD-LETTERS-${service}`]);
  return {
    'publish events': [['PUB', `events.${service}.thing.happened.v1.network`]],
    'publish dead letters': [['PUB', `dead-letters.${service}.handler`]],
    'record what is done': [['PUB', `done.${service}.0123`]],
    'look up what is done': [['PUB', `$JS.API.DIRECT.GET.DONE.done.${service}.0123`]],
    'see the dead letters': ownStream('INFO'),
    'read dead letters': ownStream('MSG.GET'),
    'take out dead letters': ownStream('MSG.DELETE'),
    'make durables': consumers('DURABLE.CREATE'),
    'pull from durables': consumers('INFO', 'MSG.NEXT'),
    'acknowledge on durables': durables.map((durable) => ['PUB', `$JS.ACK.EVENTS.${durable}.1.1.1.1.0`]),
    'end durables': consumers('DELETE'),
    'listen in the inbox': [['SUB', `_INBOX.${service}.*`], ['SUB', `_INBOX.${service}.a.b`]], // prettier-ignore
  };
}

/** What nobody may do to the part of anybody, its own included. */
function forbiddenIn(service: string, [durable = '']: readonly string[]): readonly Try[] {
  return [
    ...['EVENTS', 'DONE', `DEAD-LETTERS-${service}`].flatMap((stream): Try[] => [
      ...['PURGE', 'DELETE', 'SNAPSHOT', 'RESTORE', 'LEADER.STEPDOWN'].map((request): Try => ['PUB', `$JS.API.STREAM.${request}.${stream}`]), // prettier-ignore
      ['PUB', `$JS.API.CONSUMER.CREATE.${stream}`],
      ['PUB', `$JS.API.CONSUMER.CREATE.${stream}.${durable}`],
      ['PUB', `$JS.API.CONSUMER.CREATE.${stream}.anything.events.>`],
      ['PUB', `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.anything`],
      ['PUB', `$JS.API.CONSUMER.LIST.${stream}`],
      ['PUB', `$JS.API.CONSUMER.NAMES.${stream}`],
      ['PUB', `$JS.API.CONSUMER.PAUSE.${stream}.${durable}`],
      ['PUB', `$JS.API.DIRECT.GET.${stream}`],
    ]),
    ['PUB', '$JS.API.STREAM.MSG.DELETE.EVENTS'],
    ['PUB', '$JS.API.STREAM.MSG.DELETE.DONE'],
    ['PUB', '$JS.API.STREAM.MSG.GET.DONE'],
    ['SUB', `done.${service}.>`],
    ['PUB', `_INBOX.${service}.a.b`],
    ['SUB', `events.${service}.>`],
    ['SUB', `dead-letters.${service}.>`],
    ['SUB', `$JS.API.CONSUMER.MSG.NEXT.EVENTS.${durable}`],
    ['SUB', `$JS.ACK.EVENTS.${durable}.>`],
  ];
}

/** What would give everything at once. */
const everythingAtOnce: readonly Try[] = [
  ...['>', '*', '_INBOX.>', '_INBOX.*.>', 'events.>', '$JS.>', '$SYS.>', '$JS.EVENT.>'].map((subject): Try => ['SUB', subject]),
  ...['$SYS.REQ.SERVER.PING', '$JS.API.STREAM.NAMES', '$JS.API.STREAM.LIST', '$JS.API.STREAM.CREATE.MINE', '$JS.API.ACCOUNT.PURGE.$G', 'anything'].map((subject): Try => ['PUB', subject]), // prettier-ignore
]; // prettier-ignore

describe('the NATS users', () => {
  it('reach everything of their own, and nothing of any other', async () => {
    const rows: string[][] = [['', ...users]];
    const wrong: string[] = [];
    let tries = 0;
    for (const service of services)
      for (const [part, each] of Object.entries(partsOf(service.name, durablesOf(service)))) {
        const { name: owner } = service;
        const row = [`${owner}: ${part}`];
        for (const user of users) {
          const allowed = await answers(user, each);
          tries += each.length;
          row.push(allowed.every(Boolean) ? 'may' : allowed.some(Boolean) ? 'PARTLY' : '-');
          // The job that makes a stream looks at it too.
          const may = user === owner || (user === 'streams' && part === 'see the dead letters');
          wrong.push(...each.filter((_, at) => allowed[at] !== may).map((what) => said(user, what)));
        }
        rows.push(row);
      }
    process.stdout.write(`\n${table(rows)}\n${tries} tries\n`);
    expect(wrong).toEqual([]);
  });

  it('cannot take anything out of a stream, read it past their durables, answer in the place of the server, or listen to all', async () => {
    const forbidden = [
      ...services.flatMap((service) => forbiddenIn(service.name, durablesOf(service))),
      ...everythingAtOnce,
    ];
    const wrong: string[] = [];
    for (const user of users) {
      const allowed = await answers(user, forbidden);
      wrong.push(...forbidden.filter((_, at) => allowed[at]).map((what) => said(user, what)));
    }
    process.stdout.write(`${forbidden.length} things that nobody may, tried by ${users.length} users\n`);
    expect(wrong).toEqual([]);
  });

  it('make and change streams only as the job that does nothing else', async () => {
    const streams = ['EVENTS', 'DONE', ...services.map(({ name }) => `DEAD-LETTERS-${name}`)];
    const changes = streams.flatMap((stream) =>
      ['CREATE', 'UPDATE'].map((request): Try => ['PUB', `$JS.API.STREAM.${request}.${stream}`]),
    );
    for (const user of users)
      expect([user, ...new Set(await answers(user, changes))]).toEqual([user, user === 'streams']);
  });

  it('cannot reach further by letting the server push for them: into streams, or at the API', async () => {
    const [job, forger, victim] = ['streams', 'registrations', 'statistics'].map((user) => clients.get(user)!);
    const letters = 'DEAD-LETTERS-statistics';
    for (const [name, subject] of [
      ['EVENTS', 'events.>'],
      [letters, 'dead-letters.statistics.>'],
      ['DONE', 'done.>'],
    ] as const)
      await job!.ask('streams', `STREAM.CREATE.${name}`, { name, subjects: [subject] });
    const durable = { durable_name: 'statistics-figures-1', ack_policy: 'explicit' };
    await victim!.ask('statistics', 'CONSUMER.DURABLE.CREATE.EVENTS.statistics-figures-1', { stream_name: 'EVENTS', config: durable }); // prettier-ignore
    await forger!.may([['PUB', 'events.registrations.thing.happened.v1.network']]);

    const pushed = (handler: string, deliver_subject: string) =>
      forger!.ask('registrations', `CONSUMER.DURABLE.CREATE.EVENTS.registrations-${handler}`, {
        stream_name: 'EVENTS',
        config: { durable_name: `registrations-${handler}`, deliver_subject, ack_policy: 'none', headers_only: true },
      });
    await pushed('mail-kit', 'dead-letters.statistics.figures-1');
    await pushed('republications', 'done.statistics.0123');
    await pushed('mail-cases', '$JS.API.STREAM.DELETE.DEAD-LETTERS-statistics');
    await pushed('mail-received', '$JS.API.CONSUMER.DELETE.EVENTS.statistics-figures-1');
    expect(await pushed('mail-contacted', 'events.statistics.forged')).toMatchObject({
      error: { description: 'consumer deliver subject forms a cycle' },
    });
    // Where somebody listens it comes, after the others would have: this is what a push looks like.
    const came = forger!.heard('_INBOX.registrations.pushed');
    await pushed('describe-organisation', '_INBOX.registrations.pushed');
    await came;

    for (const stream of [letters, 'DONE'])
      expect(await victim!.ask('statistics', `STREAM.INFO.${stream}`, {})).toMatchObject({ state: { messages: 0 } });
    expect(await victim!.ask('statistics', 'CONSUMER.INFO.EVENTS.statistics-figures-1', {})).toMatchObject({ num_pending: 1 }); // prettier-ignore
  });

  it('are let in with their password alone', async () => {
    for (const [user, password] of [
      ['registrations', passwordOf('statistics')],
      ['registrations', ''],
      ['tests', 'tests'],
      ['', ''],
    ])
      // The server says why and hangs up, and where it is the faster of the two only that is seen.
      // prettier-ignore
      await expect(Client.open(servers.natsUrl, user ?? '', password)).rejects.toThrow(/Authorization Violation|ECONNRESET/);
  });
});

async function answers(user: string, tries: readonly Try[]): Promise<readonly boolean[]> {
  return clients.get(user)!.may(tries);
}

const said = (user: string, [operation, subject]: Try) => `${user}: ${operation} ${subject}`;

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()).join('\n'); // prettier-ignore
}

/** Speaks NATS's own text protocol: @nats-io belongs to libs/messaging, and asks for more than is to be tried. */
class Client {
  private readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket.setEncoding('utf8');
  }

  static async open(natsUrl: string, user: string, pass = passwordOf(user)): Promise<Client> {
    const { hostname, port } = new URL(natsUrl);
    const client = new Client(connect(Number(port), hostname));
    client.socket.write(`CONNECT ${JSON.stringify({ verbose: false, pedantic: false, user, pass })}\r\n`);
    try {
      await client.answered();
      return client;
    } catch (error) {
      client.end();
      throw error;
    }
  }

  async may(tries: readonly Try[]): Promise<readonly boolean[]> {
    const lines = tries.map(([operation, subject], at) =>
      operation === 'PUB' ? `PUB ${subject} 0\r\n\r\n` : `SUB ${subject} ${at}\r\nUNSUB ${at}\r\n`,
    );
    this.socket.write(lines.join(''));
    const answer = await this.answered();
    const verbs = { PUB: 'Publish', SUB: 'Subscription' };
    return tries.map(([operation, subject]) => !answer.includes(`Permissions Violation for ${verbs[operation]} to "${subject}"`)); // prettier-ignore
  }

  /** Asks JetStream, in the inbox of the user. */
  async ask(user: string, request: string, body: object): Promise<Record<string, unknown>> {
    const [inbox, payload] = [`_INBOX.${user}.${randomUUID()}`, JSON.stringify(body)];
    const answer = this.heard(inbox);
    this.socket.write(`PUB $JS.API.${request} ${inbox} ${Buffer.byteLength(payload)}\r\n${payload}\r\n`);
    return JSON.parse(await answer) as Record<string, unknown>;
  }

  /** The first message that comes there. */
  async heard(subject: string): Promise<string> {
    const sid = randomUUID();
    this.socket.write(`SUB ${subject} ${sid}\r\n`);
    let received = '';
    for await (const [text] of on(this.socket, 'data', { close: ['close'] })) {
      received += String(text);
      const message = new RegExp(`^H?MSG \\S+ ${sid} .*\r\n([^]*?)\r\n`, 'm').exec(received);
      if (message) return message[1] ?? '';
      if (received.includes('-ERR')) break;
    }
    throw new Error(received);
  }

  end(): void {
    this.socket.destroy();
  }

  /** Everything that the server has said up to the answer to a PING. Rejects when it hangs up. */
  private async answered(): Promise<string> {
    this.socket.write('PING\r\n');
    let received = '';
    for await (const [text] of on(this.socket, 'data', { close: ['close'] })) {
      received += String(text);
      if (received.includes('PONG')) return received;
    }
    throw new Error(received);
  }
}
