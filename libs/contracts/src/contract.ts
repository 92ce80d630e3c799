import type { Static, TSchema } from 'typebox';

/** What one kind of event promises to everyone who subscribes to it. It belongs to the service that publishes it and grows by addition only. */
export interface Contract<Data extends TSchema = TSchema> {
  /** `owner.aggregate.past-tense.version`, written out: renaming code must never rename what is on the wire. */
  readonly type: string;
  /** One line: what has happened. */
  readonly meaning: string;
  /** The whole public state of the aggregate the event is about, never personal data. */
  readonly data: Data;
  readonly example: Static<Data>;
  /** The campaign the aggregate belongs to, or undefined. A method, so that a contract of any data is a `Contract`. */
  campaign(data: Static<Data>): string | undefined;
  /** What no schema can say: in what an event contradicts its own version. */
  disagreements?(data: Static<Data>, version: number): readonly string[];
}

export function contract<Data extends TSchema>(definition: Contract<Data>): Contract<Data> {
  return definition;
}

/** CloudEvents 1.0 in structured JSON, with the extensions `sequence` and `traceparent`. */
export interface CloudEvent<Data> {
  readonly specversion: '1.0';
  /** UUID version 7; the same event has the same id however often it is delivered. */
  readonly id: string;
  /** The service that publishes it: `/registrations`. */
  readonly source: string;
  readonly type: string;
  /** The id of the aggregate the event is about. */
  readonly subject: string;
  /** When it happened: RFC 3339 in UTC. */
  readonly time: string;
  /** The version of the aggregate, ten digits, so that it sorts as text too. A new epoch of its owner raises it (`firstVersionOf`). */
  readonly sequence: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly traceparent?: string;
  readonly data: Data;
}

export type DataOf<C extends Contract> = Static<C['data']>;
export type EventOf<C extends Contract> = C extends Contract
  ? CloudEvent<DataOf<C>> & { readonly type: string }
  : never;

/** What an event is made of besides its contract. */
export interface Occurrence<Data> {
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly time: Date;
  readonly data: Data;
  readonly traceparent?: string | undefined;
}

/** The event to publish for an occurrence. */
export function eventOf<C extends Contract>(contract: C, occurrence: Occurrence<DataOf<C>>): CloudEvent<DataOf<C>> {
  const { id, subject, version, time, data, traceparent } = occurrence;
  return {
    specversion: '1.0',
    id,
    source: sourceOf(contract),
    type: contract.type,
    subject,
    time: time.toISOString(),
    sequence: String(version).padStart(10, '0'),
    datacontenttype: 'application/json',
    dataschema: dataschemaOf(contract),
    ...(traceparent === undefined ? {} : { traceparent }),
    data,
  };
}

/** The version of the aggregate an event is about: a subscriber takes an event only if it is newer than what it has. */
export function versionOf(event: CloudEvent<unknown>): number {
  return Number(event.sequence);
}

/** The service that owns a contract, and alone publishes its events: the first part of its type. */
export function ownerOf({ type }: Contract): string {
  return type.slice(0, type.indexOf('.'));
}

/** The service that owns a contract, as the source of its events. */
export function sourceOf(contract: Contract): string {
  return `/${ownerOf(contract)}`;
}

/** Names the committed schema `schemas/<type>.json` of this package. A name and no address: nothing is fetched to read an event. */
export function dataschemaOf(contract: Contract): string {
  return `urn:kraftsamling:${contract.type}`;
}

/** The last token of the subjects of what belongs to no campaign. No campaign may have it as its id. */
export const outsideCampaigns = 'network';

/** The NATS subject an event is published on: `events.<type>.<campaign>`, with the last token `network` for what belongs to no campaign. */
export function subjectOf(contract: Contract, data: unknown, root = 'events'): string {
  const campaign = contract.campaign(data);
  if (campaign === undefined) return `${root}.${contract.type}.${outsideCampaigns}`;
  if (campaign === outsideCampaigns) throw new RangeError(`"${campaign}" is the token of what belongs to no campaign.`);
  // A dot or a wildcard would send the event where nobody listens.
  if (!/^[a-z0-9-]+$/.test(campaign))
    throw new RangeError(`"${campaign}" cannot be the campaign token of a NATS subject.`);
  return `${root}.${contract.type}.${campaign}`;
}

/** The NATS subjects under which the events of a contract are published, whatever the campaign. */
export function filterOf(contract: Contract, root = 'events'): string {
  return `${root}.${contract.type}.*`;
}
