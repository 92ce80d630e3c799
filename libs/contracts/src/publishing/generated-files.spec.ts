import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import type { TObject } from 'typebox';
import { contract } from '../contract.ts';
import { contracts } from '../index.ts';
import { breaksOf, committedFiles, generate, generatedFiles } from './generated-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

describe('what is committed', () => {
  it('is what the contracts generate: otherwise run `npm run generate -w @kraftsamling/contracts`', () => {
    const committed = committedFiles(root);
    const generated = generatedFiles(contracts, version);
    expect([...committed.keys()].toSorted()).toEqual([...generated.keys()].toSorted());
    expect([...generated.keys()].filter((path) => generated.get(path) !== committed.get(path))).toEqual([]);
  });

  it('is not broken by the contracts: a break needs a new major version', () => {
    expect(breaksOf(committedFiles(root), contracts)).toEqual([]);
  });
});

describe('generate', () => {
  const thing = Type.Object({ id: Type.String(), status: Type.Enum(['open', 'closed']) });
  const grown = Type.Object({ ...thing.properties, days: Type.Optional(Type.Array(Type.String())) });
  const broken = Type.Object({ id: Type.String() });

  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'contracts-'));
    expect(generate(folder, [happened('v1', thing)], '1.0.0')).toEqual([]);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes the schemas and the AsyncAPI document', () => {
    expect([...committedFiles(folder).keys()]).toEqual(['schemas/tests.thing.happened.v1.json', 'asyncapi.yaml']);
  });

  it('changes nothing the second time', () => {
    const before = committedFiles(folder);
    expect(generate(folder, [happened('v1', thing)], '1.0.0')).toEqual([]);
    expect(committedFiles(folder)).toEqual(before);
  });

  it('writes a contract that has grown', () => {
    expect(generate(folder, [happened('v1', grown)], '1.1.0')).toEqual([]);
    expect(committedFiles(folder).get('schemas/tests.thing.happened.v1.json')).toContain('"days"');
  });

  it('refuses a break and writes nothing at all', () => {
    const before = committedFiles(folder);
    expect(generate(folder, [happened('v1', broken), happened('v2', thing)], '2.0.0')).toEqual([
      'schemas/tests.thing.happened.v1.json: /properties/status was removed: subscribers may read it',
    ]);
    expect(committedFiles(folder)).toEqual(before);
  });

  it('refuses to forget a contract', () => {
    expect(generate(folder, [], '1.1.0')).toEqual([
      'schemas/tests.thing.happened.v1.json: its contract was removed: subscribers may need it',
    ]);
  });

  it('lets a new major version be different, beside the old one', () => {
    expect(generate(folder, [happened('v1', thing), happened('v2', broken)], '2.0.0')).toEqual([]);
    expect([...committedFiles(folder).keys()]).toEqual([
      'schemas/tests.thing.happened.v1.json',
      'schemas/tests.thing.happened.v2.json',
      'asyncapi.yaml',
    ]);
  });

  function happened(major: string, data: TObject) {
    const type = `tests.thing.happened.${major}`;
    return contract({ type, meaning: 'A thing happened.', data, example: { id: 'a' }, campaign: () => undefined });
  }
});
