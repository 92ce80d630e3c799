import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { images } from '@kraftsamling/infrastructure/images';
import { format, resolveConfig } from 'prettier';
import { repository } from './folders.ts';
import { addressOf, openerOf, privateKeyOf, publicKeysOf } from './links.ts';
import type { Manifest } from './manifests.ts';
import { authorization, natsUsers, passwordVariable, testUsers } from './nats-users.ts';
import { mailboxPort, portVariable } from './ports.ts';

/** What no program can read from the manifests stands in files, each with one part between two marks that is written from them. */
const parts: Readonly<Record<string, (manifests: readonly Manifest[]) => string>> = {
  'docker-compose.yml': (manifests) =>
    [
      composeNats(manifests),
      composeMongodb(manifests),
      composeStreams(manifests),
      ...manifests.map((each) => composeService(each, manifests)),
    ].join('\n'),
  'README.md': startAddresses,
  'deploy/local/README.md': ports,
  'deploy/docker/README.md': composeAddresses,
};

/** Files that are written from them as a whole. */
const wholes: Readonly<Record<string, (manifests: readonly Manifest[]) => string>> = {
  'deploy/nats/users.conf': (manifests) => authorization(natsUsers(manifests)),
  'deploy/nats/test-users.conf': (manifests) => authorization(testUsers(manifests)),
};

/** The text that each file ought to have, by its path. */
export async function generatedFiles(manifests: readonly Manifest[]): Promise<ReadonlyMap<string, string>> {
  const files = Object.entries(parts).map(async ([path, partOf]) => {
    const filepath = join(repository, path);
    const committed = await readFile(filepath, 'utf8');
    const text = withPorts(between(committed, partOf(manifests), path), manifests);
    return [path, await format(text, { ...(await resolveConfig(filepath)), filepath })] as const;
  });
  const whole = Object.entries(wholes).map(([path, textOf]) => {
    const heading =
      '# Generated from the manifests of the services by npm run generate: deploy/platform/src/nats-users.ts.';
    return [path, `${heading}\n${textOf(manifests)}`] as const;
  });
  return new Map([...(await Promise.all(files)), ...whole]);
}

function between(text: string, part: string, path: string): string {
  const marked = /^(.*generated from the manifests.*\n)[^]*^(.*end of what is generated.*)$/m;
  if (!marked.test(text)) throw new Error(`${path} has no marks between which something could be generated.`);
  return text.replace(marked, (_, begin: string, end: string) => `${begin}\n${part}\n\n${end}`);
}

/** What somebody is shown to try stands below the name of the service that answers it: `# statistics`. Only its port is written here. */
export function withPorts(text: string, manifests: readonly Manifest[]): string {
  return manifests.reduce(
    (filled, { name, port }) =>
      filled.replaceAll(new RegExp(`^# ${name}\\n(?:curl .*\\n)+`, 'gm'), (lines) =>
        lines.replaceAll(/localhost:\d+/g, `localhost:${port}`),
      ),
    text,
  );
}

const natsPassword = (user: string) => `\${${passwordVariable(user)}:?must be a secret of 32 characters or more}`;

/** The server alone knows the passwords of all. */
function composeNats(manifests: readonly Manifest[]): string {
  const passwords = natsUsers(manifests).map(({ user }) => `      ${passwordVariable(user)}: ${natsPassword(user)}\n`);
  return `  nats:
    <<: *hardening
    image: ${images.nats}
    command: [--config, /etc/nats/nats.conf]
    read_only: true
    ports: ['127.0.0.1:4222:4222']
    environment:
${passwords.join('')}    volumes:
      - ./deploy/nats/nats.conf:/etc/nats/nats.conf:ro
      - ./deploy/nats/users.conf:/etc/nats/users.conf:ro
      - nats:/data
    healthcheck:
      test: [CMD, wget, -q, -O, '-', 'http://127.0.0.1:8222/healthz']
      interval: 5s
      timeout: 3s
      start_period: 10s
      retries: 5
`;
}

const mongodbVariable = (name: string) => `MONGODB_PASSWORD_${name.toUpperCase().replaceAll('-', '_')}`;
const mongodbPassword = (name: string) => `\${${mongodbVariable(name)}:?must be a secret of letters and digits}`;

function composeMongodb(manifests: readonly Manifest[]): string {
  const passwords = manifests.map(({ name }) => `      ${mongodbVariable(name)}: ${mongodbPassword(name)}\n`);
  return `  mongodb:
    <<: *hardening
    image: ${images.mongodb}
    user: mongodb
    # Members of a replica set know each other by a key. There is one member, so it is made anew at every start.
    entrypoint:
      - bash
      - -c
      - rm -f /tmp/key && head -c 700 /dev/urandom | base64 -w 0 > /tmp/key && chmod 400 /tmp/key && exec docker-entrypoint.sh "$$@"
      - --
    command: [mongod, --replSet, rs0, --keyFile, /tmp/key, --bind_ip_all]
    ports: ['127.0.0.1:27017:27017']
    environment:
      MONGO_INITDB_ROOT_USERNAME: root
      MONGO_INITDB_ROOT_PASSWORD: \${MONGO_ROOT_PASSWORD:?must be a secret of letters and digits}
${passwords.join('')}    volumes:
      - ./deploy/mongodb/users.js:/docker-entrypoint-initdb.d/users.js:ro
      - mongodb:/data/db
    healthcheck:
      # The first check makes it a replica set of one member, without which there are no transactions.
      test:
        - CMD
        - bash
        - -c
        - >-
          mongosh --quiet --username root --password "$$MONGO_INITDB_ROOT_PASSWORD" --eval "
          try { rs.status() } catch { rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] }) };
          quit(db.hello().isWritablePrimary ? 0 : 1)"
      interval: 5s
      timeout: 10s
      start_period: 30s
      retries: 5
`;
}

/** Every image has the libraries, and so the job in it: any service's will do. */
function composeStreams(manifests: readonly Manifest[]): string {
  const [any] = manifests;
  return `  # Sets up the streams, and ends.
  streams:
    <<: *hardening
    build: { context: ., dockerfile: deploy/docker/Dockerfile, args: { SERVICE: ${any?.name ?? ''} } }
    image: kraftsamling/${any?.name ?? ''}
    user: node
    init: true
    read_only: true
    restart: on-failure
    working_dir: /app
    command: [node, libs/messaging/dist/streams.main.js]
    environment:
      NATS_URL: nats://nats:4222
      NATS_USER: streams
      NATS_PASSWORD: ${natsPassword('streams')}
      SERVICES: ${manifests.map(({ name }) => name).join(',')}
    depends_on:
      nats: { condition: service_healthy }
    healthcheck: { disable: true }
`;
}

function composeService(
  { name, port, needs, secrets, signsLinks, opensLinks, settings, memoryMiB }: Manifest,
  manifests: readonly Manifest[],
): string {
  const demanded = (variable: string, what: string) => [variable, `\${${variable}:?must be ${what}}`];
  const leadingTo = (links: string) => {
    const { opener, path } = openerOf(links, manifests);
    return [addressOf(links), `http://127.0.0.1:${opener.port}${path}`];
  };
  const environment = [
    ['PUBLIC_URL', `http://127.0.0.1:${port}`],
    ['NATS_USER', name],
    ['NATS_PASSWORD', natsPassword(name)],
    ['MONGODB_URI', `mongodb://${name}:${mongodbPassword(name)}@mongodb:27017/${name}?replicaSet=rs0`],
    ...secrets.map((secret) => demanded(secret, 'a secret of 32 characters or more')),
    ...signsLinks.map((links) => demanded(privateKeyOf(links), 'an Ed25519 private key in PEM')),
    ...signsLinks.map(leadingTo),
    ...Object.keys(opensLinks).map((links) => demanded(publicKeysOf(links), 'Ed25519 public keys in PEM')),
    ...(needs.includes('smtp') ? [['SMTP_URL', 'smtp://mailpit:1025']] : []),
    ...Object.entries(settings).map(([variable, value]) => [variable, JSON.stringify(value)]),
  ];
  const mail = `
    depends_on:
      <<: *service-dependencies
      # Mail waits for its server; the service does not.
      mailpit: { condition: service_started }`;
  return `  ${name}:
    <<: *service
    build: { context: ., dockerfile: deploy/docker/Dockerfile, args: { SERVICE: ${name} } }
    image: kraftsamling/${name}
    mem_limit: ${memoryMiB}m
    ports: ['127.0.0.1:${port}:3000']
    environment:
      <<: *service-environment
${environment.map(([variable, value]) => `      ${variable}: ${value}`).join('\n')}${needs.includes('smtp') ? mail : ''}
`;
}

function startAddresses(manifests: readonly Manifest[]): string {
  const pages = manifests.flatMap(({ port, pages }) =>
    pages.filter(({ path }) => path === '/').map(({ title }) => [`http://localhost:${port}/`, title]),
  );
  const apis = manifests.map(({ port }) => `http://localhost:${port}/docs`).join(', ');
  return table([
    ...pages,
    [apis, 'the APIs, for people (`/openapi.json` for programs)'],
    [`http://localhost:${mailboxPort}/`, 'every e-mail that was sent; none leaves the machine'],
  ]);
}

function ports(manifests: readonly Manifest[]): string {
  return table([
    ...manifests.map(({ name, port }) => [`\`${portVariable(name)}\``, `${port}`, name]),
    [`\`${portVariable('mailbox')}\``, `${mailboxPort}`, 'the mailbox'],
  ]);
}

function composeAddresses(manifests: readonly Manifest[]): string {
  const addresses = table([
    ...manifests.map(({ name, port }) => [`http://127.0.0.1:${port}`, name]),
    [`http://127.0.0.1:${mailboxPort}`, 'the mails that were sent'],
    ['nats://127.0.0.1:4222', 'for subscribers of your own'],
  ]);
  const variables = table([
    ...natsUsers(manifests).map(({ user }) => [`\`${passwordVariable(user)}\``, `required: the password of the NATS user ${user}, 32 characters or more`]), // prettier-ignore
    ...manifests.map(({ name }) => [`\`${mongodbVariable(name)}\``, `required: the password of the MongoDB user ${name}, letters and digits`]), // prettier-ignore
    ['`MONGO_ROOT_PASSWORD`', "required: that of MongoDB's root, who makes the others"],
    ...manifests.flatMap(({ name, secrets }) =>
      secrets.map((secret) => [`\`${secret}\``, `required: a secret of ${name}, 32 characters or more`]),
    ),
    ...manifests.flatMap(({ name, signsLinks, opensLinks }) => [
      ...signsLinks.map((links) => [`\`${privateKeyOf(links)}\``, `required: the key that ${name} signs links with (Ed25519, PEM)`]), // prettier-ignore
      ...Object.keys(opensLinks).map((links) => [`\`${publicKeysOf(links)}\``, `required: the public keys of links that ${name} opens (PEM, one after the other)`]), // prettier-ignore
    ]),
    ['`JWKS_FILE`', 'the public keys that tokens are checked with; default: those of `npm run token` (`.local/keys/jwks.json`)'], // prettier-ignore
    ['`TOKEN_ISSUER`', 'who signs them; default: `npm run token`'],
  ]);
  return `${addresses}\n\n${variables}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const columns = rows[0] ?? [];
  return [line(columns.map(() => '')), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
