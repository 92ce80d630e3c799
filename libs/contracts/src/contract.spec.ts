import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { contract, dataschemaOf, eventOf, filterOf, ownerOf, sourceOf, subjectOf, versionOf } from './contract.ts';

const happened = contract({
  type: 'tests.thing.happened.v1',
  meaning: 'A thing happened.',
  data: Type.Object({ id: Type.String(), campaignId: Type.Optional(Type.String()) }),
  example: { id: 'a' },
  campaign: ({ campaignId }) => campaignId,
});

const occurrence = {
  id: '01922f4c-7a1e-7c55-9a0b-3d5e6f708192',
  subject: 'a',
  version: 12,
  time: new Date('2024-11-15T09:00:00+01:00'),
  data: { id: 'a' },
};

describe('eventOf', () => {
  it('wraps the state of an aggregate in a CloudEvent', () => {
    expect(eventOf(happened, occurrence)).toEqual({
      specversion: '1.0',
      id: '01922f4c-7a1e-7c55-9a0b-3d5e6f708192',
      source: '/tests',
      type: 'tests.thing.happened.v1',
      subject: 'a',
      time: '2024-11-15T08:00:00.000Z',
      sequence: '0000000012',
      datacontenttype: 'application/json',
      dataschema: 'urn:kraftsamling:tests.thing.happened.v1',
      data: { id: 'a' },
    });
  });

  it('carries the trace it belongs to, if any', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(eventOf(happened, { ...occurrence, traceparent })).toHaveProperty('traceparent', traceparent);
    expect(eventOf(happened, { ...occurrence, traceparent: undefined })).not.toHaveProperty('traceparent');
  });

  it('gives a sequence that sorts as text as the versions do as numbers', () => {
    const versions = [1, 9, 10, 99, 100, 1_000_000];
    const sequences = versions.map((version) => eventOf(happened, { ...occurrence, version }).sequence);
    expect(sequences).toEqual(sequences.toSorted());
    expect(versions.map((version) => versionOf(eventOf(happened, { ...occurrence, version })))).toEqual(versions);
  });
});

describe('the names of a contract', () => {
  it('are its owner, also as source, and its schema as a name', () => {
    expect(ownerOf(happened)).toBe('tests');
    expect(sourceOf(happened)).toBe('/tests');
    expect(dataschemaOf(happened)).toBe('urn:kraftsamling:tests.thing.happened.v1');
  });

  it('end in the campaign on NATS, or in network', () => {
    expect(subjectOf(happened, { id: 'a', campaignId: 'week-41' })).toBe('events.tests.thing.happened.v1.week-41');
    expect(subjectOf(happened, { id: 'a' })).toBe('events.tests.thing.happened.v1.network');
    expect(filterOf(happened)).toBe('events.tests.thing.happened.v1.*');
  });

  it('hang under another root where the world is set apart', () => {
    expect(subjectOf(happened, { id: 'a' }, 'apart.events')).toBe('apart.events.tests.thing.happened.v1.network');
    expect(filterOf(happened, 'apart.events')).toBe('apart.events.tests.thing.happened.v1.*');
  });

  it.each(['', 'a.b', '*', '>', 'a b', 'Å', 'a\n', 'network'])('never hold "%s" as campaign', (campaignId) => {
    expect(() => subjectOf(happened, { id: 'a', campaignId })).toThrow(RangeError);
  });
});
