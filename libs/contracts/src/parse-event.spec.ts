import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventOf, subjectOf } from './contract.ts';
import { contracts } from './index.ts';
import { BrokenContract, parseEvent } from './parse-event.ts';
import { registrationsRepublished } from './registrations/republication.ts';
import { registrationConfirmed, registrationSubmitted } from './registrations/registration.ts';

const good = eventOf(registrationSubmitted, {
  id: '01922f4c-7a1e-7c55-9a0b-3d5e6f708192',
  subject: registrationSubmitted.example.id,
  version: 1,
  time: new Date('2024-09-23T11:42:05Z'),
  data: registrationSubmitted.example,
});

describe('parseEvent', () => {
  it('reads an event from text and from bytes', () => {
    const text = JSON.stringify(good);
    expect(parseEvent([registrationSubmitted], text)).toEqual(good);
    expect(parseEvent([registrationSubmitted], new TextEncoder().encode(text))).toEqual(good);
  });

  it('finds the right one of several contracts', () => {
    expect(parseEvent(contracts, JSON.stringify(good)).type).toBe(registrationSubmitted.type);
  });

  it('accepts fields it does not know, around the data and at every depth of it', () => {
    const newer = {
      ...good,
      partitionkey: 'p',
      data: { ...good.data, later: { a: 1 }, offers: good.data.offers.map((offer) => ({ ...offer, later: true })) },
    };
    expect(parseEvent([registrationSubmitted], JSON.stringify(newer))).toEqual(newer);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', '{"specversion":'],
    ['JSON that is no object', '[]'],
    ['null', 'null'],
    ['a text', '"registrations.registration.submitted.v1"'],
    ['an object that is no CloudEvent', '{}'],
    ['very deep JSON', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('refuses %s', (_, payload) => {
    expect(errorsOf(payload)).not.toEqual([]);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(errorsOf(Buffer.from(JSON.stringify(good).replace('Digi', 'Å'), 'latin1'))).toEqual([]);
    expect(errorsOf(Buffer.concat([Buffer.from('"'), Buffer.from([0xc5]), Buffer.from('"')]))).toEqual([
      expect.stringContaining('not JSON'),
    ]);
  });

  it.each<[string, object, string]>([
    ['another version of CloudEvents', { specversion: '0.3' }, '/specversion must be equal to constant'],
    ['an id that is none', { id: '1' }, '/id must match format "uuid"'],
    ['no subject', { subject: undefined }, "must have required property 'subject'"],
    ['an empty subject', { subject: '' }, '/subject must NOT have fewer than 1 characters'],
    ['a time without a zone', { time: '2024-09-23T11:42:05' }, '/time must match format "date-time"'],
    ['a time in another zone', { time: '2024-09-23T11:42:05+02:00' }, '/time must match pattern "Z$"'],
    ['a sequence that is a number', { sequence: 1 }, '/sequence must be string'],
    ['a sequence that would not sort', { sequence: '1' }, '/sequence must match pattern'],
    ['data of another kind', { datacontenttype: 'application/xml' }, '/datacontenttype must be equal to constant'],
    ['a broken trace', { traceparent: 'x' }, '/traceparent must match pattern'],
    ['no data', { data: undefined }, "must have required property 'data'"],
    ['data that is no object', { data: 'all of it' }, '/data must be object'],
  ])('refuses %s and says where', (_, change, error) => {
    expect(errorsOf(JSON.stringify({ ...good, ...change }))).toEqual(
      expect.arrayContaining([expect.stringContaining(error)]),
    );
  });

  it.each<[string, object, string]>([
    ['an unknown status', { status: 'lost' }, '/data/status must be equal to one of the allowed values: submitted, '],
    ['a missing field', { organisationId: undefined }, "/data must have required property 'organisationId'"],
    ['a day that is none', { days: ['2024-02-30'] }, '/data/days/0 must match format "date"'],
    ['an instant that is none', { submittedAt: 'today' }, '/data/submittedAt must match format "date-time"'],
    ['free text for a reason', { declineReason: 'Ring Anna' }, '/data/declineReason must match pattern'],
    ['a municipality code without its zero', { municipality: '114' }, '/data/municipality must match pattern'],
    ['a null', { confirmedAt: null }, '/data/confirmedAt must be string'],
  ])('refuses data with %s', (_, change, error) => {
    expect(errorsOf(JSON.stringify({ ...good, data: { ...good.data, ...change } }))).toEqual(
      expect.arrayContaining([expect.stringContaining(error)]),
    );
  });

  it('names all errors at once', () => {
    const data = { ...good.data, status: 'lost', days: 'all', county: 'W' };
    expect(errorsOf(JSON.stringify({ ...good, data }))).toHaveLength(3);
  });

  it('refuses a type that is not among the contracts, and names them', () => {
    expect(() => parseEvent([registrationConfirmed], JSON.stringify(good))).toThrow(
      '/type "registrations.registration.submitted.v1" is none of registrations.registration.confirmed.v1',
    );
  });

  it.each<[string, object, string]>([
    ['somebody else as its source', { source: '/matchmaking' }, '/source must be /registrations, which alone'],
    ['another schema', { dataschema: 'urn:kraftsamling:x' }, '/dataschema must be urn:kraftsamling:registrations.'],
    ['the state of something else', { data: { ...good.data, id: 'another' } }, '/data/id must be the subject'],
    ['a second that no clock here shows', { time: '2016-12-31T23:59:60Z' }, '/time cannot be read'],
    [
      'an instant inside that no clock shows',
      { data: { ...good.data, submittedAt: '2016-12-31T23:59:60Z' } },
      '/data/submittedAt cannot be read as an instant',
    ],
    [
      'a number that cannot be added up',
      { data: { ...good.data, offers: good.data.offers.map((offer) => ({ ...offer, amount: 1e300 })) } },
      '/data/offers/0/amount must be at most 1000000000',
    ],
  ])('refuses what contradicts itself or cannot be read: %s', (_, change, error) => {
    expect(errorsOf(JSON.stringify({ ...good, ...change }))).toEqual([expect.stringContaining(error)]);
  });

  it.each([
    ['another owner', { owner: 'activities' }, '/data/owner must be registrations'],
    ['another epoch than its own', { epoch: 26_000 }, '/data/epoch must be that of the sequence'],
  ])('refuses a republication that speaks of %s', (_, change, error) => {
    const data = { ...registrationsRepublished.example, epoch: 25_000 };
    const said = {
      id: good.id,
      subject: data.id,
      version: 250_000_001,
      time: new Date(),
      data: { ...data, ...change },
    };
    const event = eventOf(registrationsRepublished, said);
    expect(() => parseEvent([registrationsRepublished], JSON.stringify(event))).toThrow(error);
    expect(() => parseEvent([registrationsRepublished], JSON.stringify({ ...event, data }))).not.toThrow();
  });

  it('refuses a version of an epoch that has not begun when it comes', () => {
    const forged = JSON.stringify({ ...good, sequence: '0260000007' });
    const arrived = (at: string) => () =>
      parseEvent([registrationSubmitted], forged, { subject: subjectOf(registrationSubmitted, good.data), at: new Date(at) }); // prettier-ignore
    expect(arrived('2026-12-19T07:59:59Z')).not.toThrow();
    expect(arrived('2026-12-19T06:59:59Z')).toThrow('/sequence is of an epoch that has not begun');
  });

  it('refuses what came on a subject where it does not belong, if that is told', () => {
    const arrivedOn = (subject: string) => () =>
      parseEvent([registrationSubmitted], JSON.stringify(good), { subject, at: new Date() });
    const { type } = registrationSubmitted;
    expect(arrivedOn(`events.${type}.${good.data.campaignId}`)()).toEqual(good);
    for (const subject of [
      `events.${type}.another`,
      `events.${type}.network`,
      `events.${registrationConfirmed.type}.x`,
    ])
      expect(arrivedOn(subject)).toThrow('where it does not belong');
  });

  it('is not fooled by names that every object has', () => {
    expect(errorsOf(JSON.stringify({ ...good, type: 'constructor' }))).toHaveLength(1);
    expect(
      parseEvent([registrationSubmitted], JSON.stringify(good).replace('{', '{"__proto__":{"a":1},')),
    ).not.toHaveProperty('a');
  });

  it('answers with an event or with BrokenContract, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), (payload) => {
        expect(errorsOf(payload)).not.toEqual([]);
      }),
    );
  });

  it('answers with an event or with BrokenContract, whichever field of a good one is replaced', () => {
    const fields = fc.constantFrom(...Object.keys(good), ...Object.keys(good.data).map((name) => `data.${name}`));
    fc.assert(
      fc.property(fields, fc.jsonValue(), (field, value) => {
        const [name, inner] = field.split('.') as [string, string?];
        const changed =
          inner === undefined ? { ...good, [name]: value } : { ...good, data: { ...good.data, [inner]: value } };
        expect(errorsOf(JSON.stringify(changed))).toBeInstanceOf(Array);
      }),
    );
  });

  function errorsOf(payload: string | Uint8Array): readonly string[] {
    try {
      parseEvent(contracts, payload);
      return [];
    } catch (error) {
      if (error instanceof BrokenContract) return error.errors;
      throw error;
    }
  }
});
