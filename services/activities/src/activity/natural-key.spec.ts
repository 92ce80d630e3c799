import { describe, expect, it } from '@jest/globals';
import type { Plan } from './activity.state.ts';
import { naturalKeyOf } from './natural-key.ts';
import { sessionsFrom } from './session.ts';

const at = (start: string, end: string) => sessionsFrom([{ start, end }]).sessions;
const plan = {
  title: { sv: 'Digital fika' },
  municipality: '2081',
  venue: { name: 'Borlänge bibliotek', accessibility: [] },
  sessions: at('2024-11-15T10:00', '2024-11-15T12:00'),
  organisers: ['library'],
} as unknown as Plan;
const { venue: _, ...online } = plan;

describe('two activities', () => {
  it.each<[string, Plan]>([
    ['in other letters', { ...plan, title: { sv: '  DIGITAL-fika! ' } }],
    ['at another hour of the day', { ...plan, sessions: at('2024-11-15T00:30', '2024-11-15T12:00') }],
    ['in another form', { ...plan, form: 'lecture' }],
    ['at a venue written otherwise', { ...plan, venue: { name: 'BORLÄNGE  BIBLIOTEK', accessibility: ['step-free'] } }],
    ['with another organiser', { ...plan, organisers: ['another'] }],
  ])('are the same %s', (__, other) => {
    expect(naturalKeyOf(other)).toBe(naturalKeyOf(plan));
  });

  it.each<[string, Plan]>([
    ['by another title', { ...plan, title: { sv: 'Digital fikå' } }],
    ['on another day', { ...plan, sessions: at('2024-11-16T10:00', '2024-11-16T12:00') }],
    ['in another municipality', { ...plan, municipality: '2080' }],
    ['at another venue', { ...plan, venue: { name: 'Medborgarhuset', accessibility: [] } }],
    ['online', online],
  ])('are two %s', (__, other) => {
    expect(naturalKeyOf(other)).not.toBe(naturalKeyOf(plan));
  });

  it('are two online when others organise them', () => {
    expect(naturalKeyOf({ ...online, organisers: ['another'] })).not.toBe(naturalKeyOf(online));
  });

  it('are two when their names are nothing but signs, and other ones', () => {
    expect(naturalKeyOf({ ...plan, title: { sv: '!!!' } })).not.toBe(naturalKeyOf({ ...plan, title: { sv: '???' } }));
  });
});
