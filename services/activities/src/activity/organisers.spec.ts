import { describe, expect, it } from '@jest/globals';
import { activityAmended } from '@kraftsamling/contracts';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import type { Decision } from '@kraftsamling/messaging/decision';
import { cancelActivity, planActivity } from './activity.ts';
import type { Activity } from './activity.state.ts';
import { agreeToOrganise, declineToOrganise, organisersNamed } from './organisers.ts';
import { publicActivity } from './public-activity.ts';

const now = new Date('2024-10-01T08:00:00Z');
const planned = planActivity(
  {
    title: { sv: 'Kom igång med e-legitimation' },
    ...{ form: 'drop-in', topics: [], targetGroups: [], languages: ['sv'], mode: 'online', municipality: '2081' },
    sessions: [{ start: '2024-11-15T10:00', end: '2024-11-15T12:00' }],
    freeOfCharge: true,
    ...organisersNamed(['library', 'club'], (id) => id === 'library'),
    campaigns: [],
  },
  now,
).state;

function stateOf(decision: Decision<Activity>): Activity {
  if (decision === nothingHappens) throw new Error('Nothing happened.');
  return decision.state;
}

describe('whom others name as an organiser', () => {
  it('is published when they agree, and not before', () => {
    expect(publicActivity(planned, 'id').organisers).toEqual(['library']);
    expect(JSON.stringify(publicActivity(planned, 'id'))).not.toContain('club');

    const agreed = agreeToOrganise(planned, 'club');
    expect(agreed).toMatchObject({ state: { invited: [], sequence: 1 }, events: [activityAmended] });
    expect(publicActivity(stateOf(agreed), 'id').organisers).toEqual(['library', 'club']);
    expect(agreeToOrganise(stateOf(agreed), 'club')).toBe(nothingHappens);
  });

  it('may decline, which nobody hears of', () => {
    expect(declineToOrganise(planned, 'club')).toMatchObject({ state: { invited: [] }, events: [] });
    expect(declineToOrganise(stateOf(declineToOrganise(planned, 'club')), 'club')).toBe(nothingHappens);
  });

  it('cannot agree to what has been cancelled, or to what they have not been asked', () => {
    const cancelled = stateOf(cancelActivity(planned, 'illness', now));
    expect(() => agreeToOrganise(cancelled, 'club')).toThrow(expect.objectContaining({ code: 'activity-cancelled' }));
    expect(agreeToOrganise(planned, 'school')).toBe(nothingHappens);
  });
});
