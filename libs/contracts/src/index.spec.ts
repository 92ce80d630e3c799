import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import * as library from './index.ts';
import {
  campaignAnnounced,
  eventOf,
  kitIssued,
  organisationJoined,
  ownerOf,
  parseEvent,
  publishedBy,
  subjectOf,
} from './index.ts';

const { contracts } = library;
const uuid = '01922f4c-7a1e-7c55-9a0b-3d5e6f708192';

/** What the examples belong to; organisations, resources and bookings belong to no campaign. */
const campaignOf: Readonly<Record<string, string>> = {
  campaign: 'digitalidag-2024',
  registration: 'digitalidag-2024',
  activity: 'digitalidag-2024',
  survey: 'emedborgarveckan-2018',
  case: 'digitalidag-2024',
};

describe('the contracts', () => {
  it('are exported each by its name, and all together', () => {
    const named = Object.values(library).filter((value) => typeof value === 'object' && 'meaning' in value);
    expect(new Set(named)).toEqual(new Set(contracts));
    expect(new Set(contracts.map(({ type }) => type)).size).toBe(contracts.length);
  });

  it('stand with their aggregate: one file each, named after it, in the folder of its owner', () => {
    const aggregates = contracts.map(({ type }) => type.split('.').slice(0, 2).join('/'));
    const files = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && path.includes('/') && !path.startsWith('publishing/'))
      .map((path) => path.slice(0, -'.ts'.length));
    expect(files.toSorted()).toEqual([...new Set(aggregates)].toSorted());
  });

  describe.each(contracts.map((contract) => [contract.type, contract] as const))('%s', (type, contract) => {
    it('is called owner.aggregate.past-tense.version', () => {
      expect(type).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*$/);
    });

    it('says in one line what has happened', () => {
      expect(contract.meaning).toMatch(/^[A-Z].{20,140}\.$/);
    });

    it('has an example that it allows, and that shows the state after the event', () => {
      const { id, ...rest } = contract.example as { id: string; status?: string };
      const event = eventOf(contract, { id: uuid, subject: id, version: 1, time: new Date(), data: contract.example });
      expect(parseEvent([contract], JSON.stringify(event)).data).toEqual(contract.example);

      const become = type.split('.')[2]!;
      if (['announced', 'closed', 'submitted', 'contacted', 'confirmed', 'declined', 'withdrawn'].includes(become)) {
        expect(rest.status).toBe(become);
        expect(rest).toHaveProperty(`${become}At`);
      }
    });

    it('is published where its subscribers listen', () => {
      const aggregate = type.split('.')[1] ?? '';
      expect(subjectOf(contract, contract.example)).toBe(`events.${type}.${campaignOf[aggregate] ?? 'network'}`);
    });
  });
});

describe('publishedBy', () => {
  it('gives a service the contracts it owns, in the order of all', () => {
    const own = contracts.filter(({ type }) => type.startsWith('registrations.'));
    expect(publishedBy('registrations')).toEqual(own);
    expect(own).toEqual(expect.arrayContaining([campaignAnnounced, organisationJoined, kitIssued]));
  });

  it('gives each contract to one service', () => {
    const owners = new Set(contracts.map(ownerOf));
    expect([...owners].flatMap(publishedBy)).toEqual(contracts);
  });

  it('gives nothing to a service that only listens, nor to half a name', () => {
    expect(publishedBy('statistics')).toEqual([]);
    expect(publishedBy('registration')).toEqual([]);
  });
});
