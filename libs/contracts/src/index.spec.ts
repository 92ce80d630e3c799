import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import * as library from './index.ts';
import { eventOf, parseEvent, subjectOf } from './index.ts';

const { contracts } = library;
const uuid = '01922f4c-7a1e-7c55-9a0b-3d5e6f708192';

/** What the examples belong to; organisations, resources and bookings belong to no campaign. */
const campaignOf: Readonly<Record<string, string>> = {
  campaign: 'digitalidag-2024',
  registration: 'digitalidag-2024',
  activity: 'digitalidag-2024',
  survey: 'emedborgarveckan-2018',
};

describe('the contracts', () => {
  it('are exported each by its name, and all together', () => {
    const named = Object.values(library).filter((value) => contracts.includes(value as (typeof contracts)[number]));
    expect(new Set(named)).toEqual(new Set(contracts));
    expect(new Set(contracts.map(({ type }) => type)).size).toBe(contracts.length);
  });

  it('have a file each, named after the thing and what became of it', () => {
    const files = ['registrations', 'activities'].flatMap((owner) =>
      readdirSync(new URL(`./${owner}`, import.meta.url)).map((file) => basename(file, '.ts')),
    );
    const things = [
      'campaign',
      'capability',
      'organisation',
      'registration',
      'activity',
      'booking',
      'resource',
      'survey',
    ];
    const events = contracts.map(({ type }) => type.split('.').slice(1, 3).join('-'));
    const kit = events.indexOf('registration-kit-issued');
    expect(files.toSorted()).toEqual([...things, ...events.with(kit, 'kit-issued')].toSorted());
  });

  describe.each(contracts.map((contract) => [contract.type, contract] as const))('%s', (type, contract) => {
    it('is called owner.thing.past-tense.version', () => {
      expect(type).toMatch(
        /^(registrations\.(campaign|organisation|registration)|activities\.(activity|resource|booking|survey))\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*$/,
      );
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
      const thing = type.split('.')[1] ?? '';
      expect(subjectOf(contract, contract.example)).toBe(`events.${type}.${campaignOf[thing] ?? 'network'}`);
    });
  });
});
