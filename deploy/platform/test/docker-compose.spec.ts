import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { images } from '@kraftsamling/infrastructure/images';
import { canBuildRootFileSystem, rootFileSystem } from '@kraftsamling/infrastructure/root-file-system';
import { parse } from 'yaml';
import { repository } from '../src/folders.ts';
import { readManifests } from '../src/manifests.ts';
import { natsUsers, passwordVariable } from '../src/nats-users.ts';
import { mailboxPort } from '../src/ports.ts';

interface Service {
  image: string;
  build?: { dockerfile: string; args: { SERVICE: string } };
  user?: string;
  privileged?: boolean;
  cap_add?: string[];
  cap_drop: string[];
  security_opt: string[];
  read_only?: boolean;
  restart: string;
  ports?: string[];
  volumes?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  mem_limit?: string;
}

const manifests = readManifests();
const ours = manifests.map(({ name }) => name);
const once = ['streams'];

describe('docker-compose.yml', () => {
  let services: Record<string, Service>;
  let volumes: object;
  beforeAll(async () => {
    const text = await readFile(join(repository, 'docker-compose.yml'), 'utf8');
    ({ services, volumes } = parse(text, { merge: true }) as { services: Record<string, Service>; volumes: object });
  });

  it('has the servers, the job that sets up the streams, a mail sink and the services', () => {
    expect(Object.keys(services).sort()).toEqual(['mailpit', 'mongodb', 'nats', 'streams', ...ours].sort());
  });

  it('checks the health of everything that stays up: our own images say themselves how', () => {
    for (const [name, { healthcheck }] of Object.entries(services)) {
      if (once.includes(name)) expect(healthcheck).toEqual({ disable: true });
      else if (ours.includes(name)) expect(healthcheck).toBeUndefined();
      else expect(healthcheck?.test?.[0]).toBe('CMD');
    }
    expect(services['mongodb']!.healthcheck!.test!.join(' ')).toContain("rs.initiate({ _id: 'rs0'");
  });

  it('runs versions that nothing but a commit changes, of the servers those that tests run as well', () => {
    for (const name of Object.keys(services).filter((name) => !ours.includes(name) && !once.includes(name)))
      expect(services[name]!.image).toMatch(/:v?\d+\.\d+\.\d+(-alpine)?(@sha256:[0-9a-f]{64})?$/);
    expect(services).toMatchObject({ nats: { image: images.nats }, mongodb: { image: images.mongodb } });
  });

  it('lets no service take more memory than was tried', () => {
    for (const name of ours) expect(services[name]!.mem_limit).toBe(name === 'matchmaking' ? '1536m' : '192m');
  });

  it('starts each after what it needs, and nothing in a circle', () => {
    expect(services['streams']!.depends_on).toEqual({ nats: { condition: 'service_healthy' } });
    for (const name of ours) {
      expect(services[name]!.depends_on).toMatchObject({
        nats: { condition: 'service_healthy' },
        mongodb: { condition: 'service_healthy' },
        streams: { condition: 'service_completed_successfully' },
      });
    }

    const started = new Set<string>();
    const next = () =>
      Object.keys(services).filter(
        (name) =>
          !started.has(name) && Object.keys(services[name]!.depends_on ?? {}).every((need) => started.has(need)),
      );
    for (let ready = next(); ready.length > 0; ready = next()) for (const name of ready) started.add(name);
    expect(started.size).toBe(Object.keys(services).length);
  });

  it('gives nobody privileges', () => {
    for (const service of Object.values(services)) {
      expect(service.privileged).toBeUndefined();
      expect(service.cap_add).toBeUndefined();
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.security_opt).toContain('no-new-privileges:true');
    }
  });

  it('runs our own images as node, on a read-only root, from the one Dockerfile', () => {
    for (const name of [...ours, ...once]) {
      expect(services[name]).toMatchObject({
        user: 'node',
        read_only: true,
        build: { dockerfile: 'deploy/docker/Dockerfile' },
      });
    }
    expect(ours).toContain(services['streams']!.build!.args.SERVICE);
    for (const name of ours) {
      expect(services[name]!.build!.args.SERVICE).toBe(name);
      expect(existsSync(join(repository, 'services', name, 'tsconfig.build.json'))).toBe(true);
    }
  });

  it('gives each service the addresses of NATS and its database, and where the keys are', () => {
    for (const name of ours) {
      expect(services[name]!.environment).toMatchObject({
        PORT: '3000',
        NATS_URL: 'nats://nats:4222',
        MONGODB_URI: expect.stringMatching(new RegExp(`^mongodb://${name}:.*@mongodb:27017/${name}\\?replicaSet=rs0$`)),
        JWKS_FILE: '/jwks',
        TOKEN_ISSUER: expect.any(String),
      });
    }
  });

  it('gives each service, and the job that owns the streams, the password of its own NATS user and no other', () => {
    const passwords = Object.keys(services['nats']!.environment!);
    for (const name of [...ours, ...once]) {
      const { NATS_USER, NATS_PASSWORD, ...others } = services[name]!.environment!;
      expect(NATS_USER).toBe(name);
      expect(NATS_PASSWORD).toMatch(`\${${passwordVariable(name)}:?`);
      expect(passwords).toContain(passwordVariable(name));
      expect(Object.values(others).filter((value) => value.includes('NATS_PASSWORD'))).toEqual([]);
    }
    expect(services['streams']!.environment!['SERVICES']).toBe(ours.join());
  });

  it('makes a MongoDB user for each service, in its own database, also when that is done again', async () => {
    const script = await readFile(join(repository, 'deploy/mongodb/users.js'), 'utf8');
    const passwords = Object.keys(services['mongodb']!.environment!).filter((name) => name.startsWith('MONGODB_'));
    const env = { PATH: '/bin', ...Object.fromEntries(passwords.map((variable) => [variable, 'x'])) };
    const users = new Map<string, { roles: readonly object[] }>();
    const database = {
      getUser: (name: string) => users.get(name),
      createUser: ({ user, ...rest }: { user: string; roles: readonly object[] }) => users.set(user, rest),
      updateUser: (name: string, rest: { roles: readonly object[] }) => users.set(name, rest),
    };
    for (let times = 0; times < 2; times++)
      runInNewContext(script, { process: { env }, db: { getSiblingDB: () => database } });
    expect([...users.keys()].sort()).toEqual([...ours].sort());
    for (const [name, { roles }] of users) expect(roles).toEqual([{ role: 'readWrite', db: name }]);
  });

  it('keeps the data of NATS and MongoDB in volumes', () => {
    expect(services['nats']!.volumes).toContain('nats:/data');
    expect(services['mongodb']!.volumes).toContain('mongodb:/data/db');
    expect(Object.keys(volumes)).toEqual(['nats', 'mongodb']);
  });

  it('opens ports on the loopback address only, each once', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    for (const { name, port } of manifests) expect(services[name]!.ports).toEqual([`127.0.0.1:${port}:3000`]);
    expect(services['mailpit']!.ports).toEqual([`127.0.0.1:${mailboxPort}:8025`]);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('keeps no secret of its own', () => {
    for (const { name, secrets } of manifests)
      for (const secret of secrets) expect(services[name]!.environment![secret]).toMatch(`\${${secret}:?`);
  });

  it('keeps no key of its own, and gives the private half to who signs alone', () => {
    for (const { name, signsLinks, opensLinks } of manifests) {
      const environment = services[name]!.environment!;
      for (const links of signsLinks) {
        expect(environment[`${links}_PRIVATE_KEY`]).toMatch(`\${${links}_PRIVATE_KEY:?`);
        expect(environment[`${links}_URL`]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
      }
      for (const links of Object.keys(opensLinks))
        expect(environment[`${links}_PUBLIC_KEYS`]).toMatch(`\${${links}_PUBLIC_KEYS:?`);
      const held = Object.keys(environment).filter((variable) => variable.endsWith('_PRIVATE_KEY'));
      expect(held).toEqual(signsLinks.map((links) => `${links}_PRIVATE_KEY`));
    }
  });

  (canBuildRootFileSystem() ? it : it.skip)('mounts a configuration that nats-server accepts', async () => {
    const root = await rootFileSystem(() => undefined, process.env);
    const check = ['--config', join(repository, 'deploy/nats/nats.conf'), '-t'];
    const passwords = natsUsers(manifests).map(({ user }) => [passwordVariable(user), '12e4567890abcdef']);
    const env = { ...process.env, ...(Object.fromEntries(passwords) as Record<string, string>) };
    const { stderr } = await promisify(execFile)(join(root, 'usr/sbin/nats-server'), check, { env });
    expect(stderr).toContain('configuration file');
  });
});
