import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { repository } from './folders.ts';

const variable = Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' });
const path = Type.String({ pattern: '^/' });
const settings = Type.Record(variable, Type.String());

const schema = Type.Object(
  {
    port: Type.Integer({ minimum: 1024, maximum: 65_535 }),
    /** What is not there for every service, as NATS and a database are. */
    needs: Type.Optional(Type.Array(Type.Enum(['smtp']))),
    /** The names of its event handlers, each of which has a durable consumer: it may use these alone on the bus. */
    handlers: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z0-9-]+$' }))),
    /** Variables that hold one. A local run makes each once and keeps it with the data. */
    secrets: Type.Optional(Type.Array(variable)),
    /** Kinds of links that it signs: it holds their private key, and knows where they lead. */
    signsLinks: Type.Optional(Type.Array(variable)),
    /** Kinds of links that it opens, each on a page of its own: it knows their public keys. */
    opensLinks: Type.Optional(Type.Record(variable, path)),
    /** Variables that it cannot run without on one machine. */
    settings: Type.Optional(settings),
    /** Variables for a local run alone, where one client sends what hundreds of people would. */
    localSettings: Type.Optional(settings),
    /** What its container may take, where that is not enough which was tried with the others. */
    memoryMiB: Type.Optional(Type.Integer({ minimum: 192 })),
    /** What it shows to people besides `/docs`. `{campaign}` stands for the id of one. */
    pages: Type.Optional(Type.Array(Type.Object({ title: Type.String(), path }))),
  },
  { additionalProperties: false },
);

/** What a service says of itself under `kraftsamling` in its package.json; it is listed nowhere else. */
export interface Manifest extends Required<Static<typeof schema>> {
  readonly name: string;
}

/** Every service there is, in the order of their ports. One of which only the rules are there says `false`: nothing of it can be started. */
export function readManifests(folder = join(repository, 'services')): readonly Manifest[] {
  const manifests = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'package.json')))
    .flatMap((name) => readManifest(folder, name) ?? [])
    .sort((a, b) => a.port - b.port);

  manifests.forEach(({ name, port }, at) => {
    const before = manifests[at - 1];
    if (before?.port === port) throw new Error(`The services ${before.name} and ${name} both have the port ${port}.`);
  });
  return manifests;
}

function readManifest(folder: string, name: string): Manifest | undefined {
  const file = join(folder, name, 'package.json');
  const { kraftsamling: manifest } = JSON.parse(readFileSync(file, 'utf8')) as { kraftsamling?: unknown };
  if (manifest === false) return undefined;
  if (!Value.Check(schema, manifest)) {
    const errors = Value.Errors(schema, manifest).map(({ instancePath, message }) =>
      `${instancePath} ${message}`.trim(),
    );
    throw new Error(`${file}: the manifest under "kraftsamling" ${errors.join('; ')}`);
  }
  const nothing = {
    needs: [],
    handlers: [],
    secrets: [],
    signsLinks: [],
    opensLinks: {},
    settings: {},
    localSettings: {},
    memoryMiB: 192,
    pages: [],
  };
  return { ...nothing, ...manifest, name };
}
