import { describe, expect, it } from '@jest/globals';
import type { AnnouncedActivity } from './entry.ts';
import { inParts } from './feed.ts';

/** As far as a part is concerned. */
function withSessions(sessions: number, removed = 0): AnnouncedActivity {
  return { state: { sessions: Array(sessions).fill({}), removedSessions: Array(removed).fill({}) } } as never;
}

describe('the parts in which a feed is written', () => {
  it('have hundreds of sessions, and each activity whole, in order and once', () => {
    const activities = [400, 99, 1, 400, 400, 1].map((sessions) => withSessions(sessions));
    const parts = [...inParts(activities)];
    expect(parts.map(({ length }) => length)).toEqual([3, 2, 1]);
    expect(parts.flat()).toEqual(activities);
  });

  it('count what is no more: a calendar has it too', () => {
    expect([...inParts([withSessions(1, 499), withSessions(1)])]).toHaveLength(2);
  });

  it('are none where there is nothing', () => {
    expect([...inParts([])]).toEqual([]);
  });
});
