import type { Manifest } from './manifests.ts';

type Listed = Pick<Manifest, 'name' | 'handlers'>;

/** What somebody may do on the bus; everything else is denied. */
export interface Rights {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

export interface NatsUser extends Rights {
  readonly user: string;
  /** As nats-server reads it: `$NAME` is a variable of its environment. */
  readonly password: string;
}

/** Where streams and subjects are: under their own names, or in tests under names of each test file's own, which no pattern can tell apart. */
interface Place {
  readonly stream: (name: string) => string;
  readonly subjects: (subject: string) => readonly string[];
}

const production: Place = { stream: (name) => name, subjects: (subject) => [subject] };
const namespaces: Place = { stream: () => '*', subjects: (subject) => [`*.${subject}`] };

const deadLettersOf = (service: string): string => `DEAD-LETTERS-${service}`;

/** The handler that libs/messaging opens by itself in a service that keeps replicas. */
const ofTheLibrary = 'republications';

/** The durable consumers of a service. */
export function durablesOf({ name, handlers }: Listed): readonly string[] {
  return [...handlers, ofTheLibrary].map((handler) => `${name}-${handler}`);
}

/** A service publishes its own events and dead letters, reads the stream with its own durable consumers, and is answered where nobody else listens. */
export function rightsOf(service: Listed, { stream, subjects }: Place = production): Rights {
  const { name } = service;
  const [events, deadLetters] = [stream('EVENTS'), stream(deadLettersOf(name))];
  const publish = [
    ...subjects(`events.${name}.>`),
    ...subjects(`dead-letters.${name}.>`),
    ...subjects(`done.${name}.>`),
    ...subjects(`done.${name}.>`).map((done) => `$JS.API.DIRECT.GET.${stream('DONE')}.${done}`),
    // Readiness, and what a dead letter refers to where it could not hold a copy.
    `$JS.API.STREAM.INFO.${events}`,
    `$JS.API.STREAM.MSG.GET.${events}`,
    `$JS.API.STREAM.INFO.${deadLetters}`,
    `$JS.API.STREAM.INFO.${stream('DONE')}`,
    `$JS.API.STREAM.MSG.GET.${deadLetters}`,
    `$JS.API.STREAM.MSG.DELETE.${deadLetters}`,
    ...durablesOf(service).flatMap((each) => durable(events, each)),
  ];
  return { publish: [...new Set(publish)], subscribe: [`_INBOX.${name}.>`] };
}

/** To make a durable consumer, pull from it, acknowledge, and end it. */
function durable(stream: string, name: string): readonly string[] {
  const requests = ['INFO', 'DURABLE.CREATE', 'MSG.NEXT', 'DELETE'];
  return [...requests.map((request) => `$JS.API.CONSUMER.${request}.${stream}.${name}`), `$JS.ACK.${stream}.${name}.>`];
}

/** The job that alone makes and changes streams. It takes nothing out of one, publishes nothing and reads nothing. */
function streamsJob(services: readonly Listed[]): Rights {
  const streams = ['EVENTS', 'DONE', 'DEAD-LETTERS', ...services.map(({ name }) => deadLettersOf(name))];
  return {
    publish: ['INFO', 'CREATE', 'UPDATE'].flatMap((request) =>
      streams.map((stream) => `$JS.API.STREAM.${request}.${stream}`),
    ),
    subscribe: ['_INBOX.streams.>'],
  };
}

/** Somebody else's program that listens, as the one in libs/contracts/README.md: it has one durable consumer, and publishes nothing. */
function subscriber({ stream }: Place): Rights {
  const events = stream('EVENTS');
  return {
    publish: [`$JS.API.INFO`, `$JS.API.STREAM.INFO.${events}`, ...durable(events, 'subscriber')],
    subscribe: ['_INBOX.subscriber.>'],
  };
}

/** The variable that holds the password of a user. */
export function passwordVariable(user: string): string {
  return `NATS_PASSWORD_${user.toUpperCase().replaceAll('-', '_')}`;
}

/** Everybody whom NATS lets in. */
export function natsUsers(manifests: readonly Listed[]): readonly NatsUser[] {
  const users = [
    ...manifests.map((manifest) => ({ user: manifest.name, ...rightsOf(manifest) })),
    { user: 'streams', ...streamsJob(manifests) },
    { user: 'subscriber', ...subscriber(production) },
  ];
  return users.map((each) => ({ ...each, password: `$${passwordVariable(each.user)}` }));
}

/** A user of tests who may do everything: publishes as others would, stages faults. No service is ever started with it. */
export const everything: NatsUser = { user: 'tests', password: 'tests', publish: ['>'], subscribe: ['>'] };

/** Everybody on the servers that tests share: the same rights under the names that each test file has of its own. */
export function testUsers(manifests: readonly Listed[]): readonly NatsUser[] {
  // The libraries' own tests open handlers of any name, as whichever service.
  const libraries = { publish: ['*.events.>', '*.dead-letters.>', '*.done.>', '$JS.API.DIRECT.GET.*.*.done.>', '$JS.API.STREAM.INFO.*', '$JS.API.STREAM.MSG.GET.*', '$JS.API.STREAM.MSG.DELETE.*', ...durable('*', '*')], subscribe: ['_INBOX.>'] }; // prettier-ignore
  const users = [
    ...manifests.map((manifest) => ({ user: `test-${manifest.name}`, ...rightsOf(manifest, namespaces) })),
    { user: 'test-subscriber', ...subscriber(namespaces) },
    { user: 'test-library', ...libraries },
  ];
  return [...users.map((each) => ({ ...each, password: 'tests' })), everything];
}

/** In the words of nats-server's configuration. After a stop of the machine, who connected meanwhile has more than the usual two seconds to say who it is. */
export function authorization(users: readonly NatsUser[]): string {
  const list = (subjects: readonly string[]) => subjects.map((subject) => `          "${subject}"\n`).join('');
  const one = ({ user, password, publish, subscribe }: NatsUser) => `    {
      user: "${user}"
      password: ${password}
      permissions {
        publish: [
${list(publish)}        ]
        subscribe: [
${list(subscribe)}        ]
      }
    }
`;
  return `authorization {\n  timeout: 10\n  users: [\n${users.map(one).join('')}  ]\n}\n`;
}
