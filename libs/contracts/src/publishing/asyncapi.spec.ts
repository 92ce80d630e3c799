import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { contract } from '../contract.ts';
import { contracts, registrationSubmitted } from '../index.ts';
import { asyncapiOf } from './asyncapi.ts';
import { isObject } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

const document = JSON.parse(JSON.stringify(asyncapiOf(contracts, '1.2.3'))) as JsonSchema;

interface Message {
  readonly payload: JsonSchema;
  readonly examples: readonly { readonly payload: JsonSchema }[];
}

describe('the AsyncAPI document', () => {
  it('is one by the official schema of AsyncAPI 3.0', () => {
    const specification = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object;
    const ajv = formats.default(new Ajv({ strict: false, allErrors: true, validateSchema: false }));
    const validate = ajv.compile(specification);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('refers only to what is in it', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(contracts.length * 3);
    for (const reference of references) expect({ reference, found: resolved(reference) }).toMatchObject({ found: {} });
  });

  it('has a channel, an operation and a message for each contract', () => {
    const types = contracts.map(({ type }) => type);
    expect(Object.keys(document['channels'] as object)).toEqual(types);
    expect(Object.keys(document['operations'] as object)).toEqual(types.map((type) => `publish-${type}`));
    expect(resolved('#/channels/registrations.registration.confirmed.v1')).toMatchObject({
      address: 'events.registrations.registration.confirmed.v1.{campaign}',
      'x-stream': 'EVENTS',
      'x-consumer': { filterSubject: 'events.registrations.registration.confirmed.v1.*', ackPolicy: 'explicit' },
    });
  });

  it('names every event, object and enumeration, so that no generator of code has to number them', () => {
    const { schemas, messages } = document['components'] as Record<string, Record<string, JsonSchema>>;
    expect(Object.entries(schemas!).flatMap(([name, schema]) => nameless(schema, name))).toEqual([]);
    for (const { type } of contracts) {
      expect(messages![type]).toMatchObject({ payload: { $ref: `#/components/schemas/${type}` } });
      expect(schemas![type]).toHaveProperty('title');
    }
    const titles = new Set(contracts.map(({ type }) => schemas![type]!['title']));
    expect(titles).toContain('RegistrationsRegistrationKitIssuedV1');
    expect(titles.size).toBe(contracts.length);
  });

  it.each(contracts.map(({ type }) => type))('shows an example of %s that its own schema allows', (type) => {
    const ajv = formats.default(new Ajv({ strict: false }));
    const message = resolved(`#/components/messages/${type}`) as Message;
    const validate = ajv.compile({ ...message.payload, components: document['components'] });
    expect(validate(message.examples[0]!.payload) || validate.errors).toBe(true);
    expect(validate({ ...message.examples[0]!.payload, type: 'another' })).toBe(false);
  });

  it('says the state of an aggregate once, and refuses two states under one name', () => {
    const copy = contract({
      ...registrationSubmitted,
      type: 'registrations.registration.copied.v1',
      data: { ...registrationSubmitted.data },
    });
    expect(() => asyncapiOf([registrationSubmitted, copy], '1.0.0')).toThrow(
      'registrations.registration.copied.v1 carries another state',
    );
  });

  function resolved(reference: string): unknown {
    return reference
      .slice(2)
      .split('/')
      .reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), document);
  }

  /** Where something stands that a type would be made of, and that has no name. */
  function nameless(value: unknown, at: string): string[] {
    if (!isObject(value)) return [];
    const { properties, items, title } = value;
    const itself = (isObject(properties) || 'enum' in value) && typeof title !== 'string' ? [at] : [];
    const inner = Object.entries(isObject(properties) ? properties : {});
    return [...itself, ...nameless(items, `${at}/items`), ...inner.flatMap(([name, part]) => nameless(part, `${at}/${name}`))]; // prettier-ignore
  }

  function referencesIn(value: unknown): string[] {
    if (Array.isArray(value)) return value.flatMap(referencesIn);
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [inner as string] : referencesIn(inner)));
  }
});
