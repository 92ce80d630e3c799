import { describe, expect, it } from '@jest/globals';
import type { Contact } from '../organisation/organisation.state.ts';
import type { Registration } from '../registration/registration.state.ts';
import { correspondentFor } from './correspondent.ts';

const contact = (name: string): Contact => ({ name, email: `${name}@example.org`, language: 'sv' });
const registration = (campaignId: string, name: string, status: Registration['status'] = 'confirmed') =>
  ({ id: name, campaignId, status, contact: contact(name) }) as Registration & { id: string };
const named = (correspondent: ReturnType<typeof correspondentFor>) =>
  correspondent.kind === 'found' ? correspondent.contact.name : correspondent.reason;

describe('whom to write to', () => {
  it('is the contact of the registration in the campaign', () => {
    const registrations = [registration('next-year', 'Nils'), registration('this-year', 'Tova')];
    expect(named(correspondentFor('this-year', registrations, { contacts: [contact('Olle')] }))).toBe('Tova');
  });

  it('is else that of the newest live registration, and else the first that the organisation names', () => {
    const elsewhere = [registration('b', 'Bo', 'withdrawn'), registration('a', 'Ada'), registration('c', 'Cia')];
    expect(named(correspondentFor('this-year', elsewhere, { contacts: [] }))).toBe('Ada');
    expect(named(correspondentFor('this-year', [], { contacts: [contact('Olle'), contact('Pia')] }))).toBe('Olle');
    expect(named(correspondentFor('this-year', [], { contacts: [] }))).toBe('no-contact');
  });

  it.each(['withdrawn', 'declined'] as const)('is nobody when the registration in the campaign is %s', (status) => {
    const registrations = [registration('a', 'Ada'), registration('this-year', 'Tova', status)];
    expect(named(correspondentFor('this-year', registrations, { contacts: [contact('Olle')] }))).toBe(
      'registration-withdrawn',
    );
  });

  it('is the contact of the live registration of those who have registered again', () => {
    const registrations = [registration('this-year', 'Tova'), registration('this-year', 'Ture', 'withdrawn')];
    expect(named(correspondentFor('this-year', registrations, { contacts: [] }))).toBe('Tova');
  });
});
