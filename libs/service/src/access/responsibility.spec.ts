import { describe, expect, it } from '@jest/globals';
import { anonymous } from './principal.ts';
import type { Principal, Role, User } from './principal.ts';
import { looksAfter, placesOf } from './responsibility.ts';

const user = (role: Role, bound: Partial<User> = {}): User => ({
  kind: 'user',
  subject: 'somebody',
  role,
  counties: [],
  scopes: [],
  ...bound,
});

const borlange = { county: '20', municipality: '2081' };
const falun = { county: '20', municipality: '2080' };
const lund = { county: '12', municipality: '1281' };
const ofDalarna = { county: '20' };

describe('who looks after which place', () => {
  it.each<[string, Principal, readonly object[]]>([
    ['the secretariat: all', user('secretariat'), [borlange, falun, lund, ofDalarna]],
    ['a coordinator: their counties', user('coordinator', { counties: ['20'] }), [borlange, falun, ofDalarna]],
    ['a municipality: itself', user('municipality', { municipality: '2081' }), [borlange]],
    ['a municipality whose token names none: nothing', user('municipality'), []],
    ['a member of an organisation: nothing', user('organisation', { organisation: 'x' }), []],
    ['an operator: nothing', user('operator'), []],
    ['the holder of a link: nothing', { kind: 'link', secret: 's' }, []],
    ['nobody in particular: nothing', anonymous, []],
  ])('%s', (_who, caller, theirs) => {
    expect([borlange, falun, lund, ofDalarna].filter((place) => looksAfter(caller, place))).toEqual(theirs);
  });

  it('is said as places too, for lists', () => {
    expect(placesOf(user('secretariat'))).toBe('all');
    expect(placesOf(user('coordinator', { counties: ['20'] }))).toEqual({ counties: ['20'] });
    expect(placesOf(user('municipality', { municipality: '2081' }))).toEqual({ counties: [], municipality: '2081' });
    expect(placesOf(anonymous)).toEqual({ counties: [] });
  });
});
