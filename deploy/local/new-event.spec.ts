import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from '@kraftsamling/platform/folders';
import { eventType, newAggregate, withAggregate, withEvent } from './new-event.ts';

const services = ['registrations', 'jury-work'];

describe('the type of a new event', () => {
  it('names its contract, from the second version on with the version', () => {
    expect(eventType('registrations.registration.confirmed.v1', services).name).toBe('registrationConfirmed');
    expect(eventType('registrations.registration.confirmed.v2', services).name).toBe('registrationConfirmedV2');
  });

  it('belongs to a service, whose name may have hyphens', () => {
    const { owner, aggregate, name } = eventType('jury-work.jury-member.stepped-down.v1', services);
    expect({ owner, aggregate, name }).toEqual({ owner: 'jury-work', aggregate: 'jury-member', name: 'juryMemberSteppedDown' }); // prettier-ignore
  });

  it('is refused where nobody would publish it', () => {
    expect(() => eventType('awards.award.given.v1', services)).toThrow(
      'there is no service awards: there are registrations, jury-work.',
    );
  });

  it.each(['registrations.registration.confirmed', 'Registrations.registration.confirmed.v1', 'a.b.c.v0', ''])(
    'is not %s',
    (type) => {
      expect(() => eventType(type, services)).toThrow(`not "${type}"`);
    },
  );
});

describe('a new event', () => {
  const first = eventType('registrations.registration.moved.v1', services);

  it('stands in the file of its aggregate, and among its events', () => {
    const text = withEvent(newAggregate('registration'), first);
    expect(text).toContain(
      "export const registrationMoved = contract({\n  type: 'registrations.registration.moved.v1',",
    );
    expect(text).toContain('export const registrationEvents = [registrationMoved] as const;');
  });

  it('stands beside its earlier version under a name of its own', () => {
    const second = eventType('registrations.registration.moved.v2', services);
    const text = withEvent(withEvent(newAggregate('registration'), first), second);
    expect(text.match(/export const registrationMoved\w* = /g)).toEqual([
      'export const registrationMoved = ',
      'export const registrationMovedV2 = ',
    ]);
    expect(text).toContain('registrationEvents = [registrationMoved, registrationMovedV2]');
  });

  it('is not made twice, nor where its place is not found', () => {
    const text = withEvent(newAggregate('registration'), first);
    expect(() => withEvent(text, first)).toThrow('There is an event registrations.registration.moved.v1 already.');
    expect(() => withEvent('', first)).toThrow('Nothing is written');
  });
});

describe('a new aggregate', () => {
  const juryMember = eventType('jury-work.jury-member.stepped-down.v1', services);

  it('is imported, exported and listed in the table of all contracts', async () => {
    const index = await readFile(join(repository, 'libs/contracts/src/index.ts'), 'utf8');
    const text = withAggregate(index, juryMember);
    expect(text).toContain("import { juryMemberEvents } from './jury-work/jury-member.ts';");
    expect(text).toContain("export * from './jury-work/jury-member.ts';");
    expect(text).toContain('  ...juryMemberEvents,\n];');
  });

  it('is refused by a table that looks otherwise', () => {
    expect(() => withAggregate("import type { Contract } from './contract.ts';\n", juryMember)).toThrow(
      'Nothing is written',
    );
  });
});
