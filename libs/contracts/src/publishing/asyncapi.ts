import { dataschemaOf, eventOf, filterOf, ownerOf, sourceOf } from '../contract.ts';
import type { Contract } from '../contract.ts';
import { isObject, schemasIn } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { envelope } from '../parse-event.ts';

/** All contracts as one AsyncAPI 3.0 document. What its NATS binding cannot say (streams, consumers) stands in `x-` fields. */
export function asyncapiOf(contracts: readonly Contract[], version: string): JsonSchema {
  return {
    asyncapi: '3.0.0',
    id: 'urn:kraftsamling:events',
    info: {
      title: 'Kraftsamling: events',
      version,
      description:
        'What the services of Kraftsamling say to each other and to everyone who listens. Each event is a CloudEvent 1.0 in structured JSON ' +
        'and carries the whole public state of the aggregate it is about, never personal data. Events come at least once and in any order: ' +
        'take one only if its `sequence` is newer than what you have of its `subject`. Contracts grow by addition: accept fields you do not know.',
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
    },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      nats: {
        host: '{host}',
        protocol: 'nats',
        description: 'NATS with JetStream.',
        variables: { host: { default: '127.0.0.1:4222', description: 'Where the platform runs.' } },
        'x-streams': {
          EVENTS: {
            subjects: ['events.>'],
            storage: 'file',
            retention: 'limits',
            description: 'Every event, kept: a new subscriber starts from the first one.',
          },
          'DEAD-LETTERS-{service}': {
            subjects: ['dead-letters.{service}.>'],
            storage: 'file',
            retention: 'limits',
            description: 'What a handler of this service could not take in, for an operator to look at.',
          },
        },
      },
    },
    channels: Object.fromEntries(contracts.map((contract) => [contract.type, channelOf(contract)])),
    operations: Object.fromEntries(contracts.map((contract) => [`publish-${contract.type}`, operationOf(contract)])),
    components: {
      parameters: { campaign: { description: 'The campaign, or `network` for what belongs to no campaign.' } },
      messages: Object.fromEntries(contracts.map((contract) => [contract.type, messageOf(contract)])),
      schemas: {
        envelope: named({ ...envelope }, 'Envelope'),
        headers,
        ...statesOf(contracts),
        ...Object.fromEntries(contracts.map((contract) => [contract.type, eventSchemaOf(contract)])),
      },
    },
  };
}

function channelOf(contract: Contract): JsonSchema {
  return {
    address: filterOf(contract).replace('*', '{campaign}'),
    description: contract.meaning,
    parameters: { campaign: { $ref: '#/components/parameters/campaign' } },
    messages: { event: { $ref: `#/components/messages/${contract.type}` } },
    'x-stream': 'EVENTS',
    'x-consumer': {
      kind: 'pull',
      durable: true,
      ackPolicy: 'explicit',
      deliverPolicy: 'all',
      filterSubject: filterOf(contract),
    },
  };
}

function operationOf(contract: Contract): JsonSchema {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${contract.type}` },
    summary: `Published by the service ${ownerOf(contract)}.`,
  };
}

const headers = {
  title: 'EventHeaders',
  type: 'object',
  required: ['Nats-Msg-Id', 'Content-Type'],
  properties: {
    'Nats-Msg-Id': {
      type: 'string',
      format: 'uuid',
      description: 'The id of the event, by which the server drops duplicates.',
    },
    'Content-Type': { const: 'application/cloudevents+json' },
  },
};

function messageOf(contract: Contract): JsonSchema {
  return {
    name: contract.type,
    title: contract.type,
    summary: contract.meaning,
    contentType: 'application/cloudevents+json',
    headers: { $ref: '#/components/schemas/headers' },
    payload: { $ref: `#/components/schemas/${contract.type}` },
    examples: [{ name: 'example', payload: exampleEventOf(contract) }],
  };
}

/** By its name here, which is that of its type: some generators of code call it by the one, some by the other. */
function eventSchemaOf(contract: Contract): JsonSchema {
  return {
    title: modelNameOf(contract.type),
    type: 'object',
    allOf: [{ $ref: '#/components/schemas/envelope' }],
    properties: {
      source: { const: sourceOf(contract) },
      type: { const: contract.type },
      dataschema: { const: dataschemaOf(contract) },
      data: { $ref: `#/components/schemas/${stateNameOf(contract)}` },
    },
  };
}

/** The states of aggregates, each once: the events of one aggregate carry the same state. */
function statesOf(contracts: readonly Contract[]): Record<string, JsonSchema> {
  const states = new Map<string, unknown>();
  for (const contract of contracts) {
    const name = stateNameOf(contract);
    if (states.has(name) && states.get(name) !== contract.data) {
      throw new Error(`${contract.type} carries another state than the other events of ${name}.`);
    }
    states.set(name, contract.data);
  }
  return Object.fromEntries(
    [...states].map(([name, state]) => [name, named(state as JsonSchema, modelNameOf(name))] as const),
  );
}

/**
 * With a name for each object and each enumeration in it, by where it stands, unless it has one that it shares with others. Generators of
 * code call their types by it, and else number them.
 */
function named(schema: JsonSchema, name: string): JsonSchema {
  const { properties, items } = schema;
  const title = typeof schema['title'] === 'string' ? schema['title'] : name;
  return {
    ...schema,
    ...((properties !== undefined || schema['enum'] !== undefined) && { title }),
    ...(isObject(items) && { items: named(items, `${name}Item`) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(schemasIn(properties)).map(([key, inner]) => [key, named(inner, `${title}${pascal(key)}`)]),
      ),
    }),
  };
}

/** `registrations.campaign.announced.v1` is `RegistrationsCampaignAnnouncedV1`. */
function modelNameOf(type: string): string {
  return type.split(/[.-]/).map(pascal).join('');
}

function pascal(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** `registrations.campaign.announced.v1` carries a `registrations.campaign.v1`. */
function stateNameOf({ type }: Contract): string {
  const [owner, aggregate, , version] = type.split('.');
  return [owner, aggregate, version].join('.');
}

export function exampleEventOf(contract: Contract): JsonSchema {
  const { id } = contract.example as { id: string };
  return {
    ...eventOf(contract, {
      id: '01922f4c-7a1e-7c55-9a0b-3d5e6f708192',
      subject: id,
      version: 3,
      time: new Date('2024-09-27T13:30:00Z'),
      data: contract.example,
    }),
  };
}
