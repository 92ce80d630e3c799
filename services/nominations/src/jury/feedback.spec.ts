import { describe, expect, it } from '@jest/globals';
import type { ScoreSheet } from '../judging/score-sheet.ts';
import { feedbackOn, roundMissed } from './feedback.ts';

const sheet: ScoreSheet = {
  entries: ['a', 'b', 'c'],
  jurors: [
    { name: 'j1', scores: [9, 7, 4] },
    { name: 'j2', scores: [9, 7, 4] },
  ],
  scale: { lowest: 0, highest: 10 },
  higherIsBetter: true,
};

describe('feedback to a municipality', () => {
  it('is about the first list that it missed', () => {
    const lists = { 'long-list': ['a', 'b'], 'short-list': ['a'], winner: ['a'] };
    expect(['a', 'b', 'c'].map((each) => roundMissed(each, lists))).toEqual([undefined, 'short-list', 'long-list']);
  });

  it('says how few points would have brought it there, and of nobody who gave them', () => {
    expect(feedbackOn('b', 'short-list', sheet, { rule: 'mean' }, ['a'])).toEqual({ round: 'short-list', points: 5 });
    expect(feedbackOn('c', 'long-list', sheet, { rule: 'mean' }, ['a', 'b'])).toEqual({
      round: 'long-list',
      points: 7,
    });
  });

  it('says no number of whoever was not ranked', () => {
    expect(feedbackOn('d', 'long-list', sheet, { rule: 'mean' }, ['a'])).toEqual({ round: 'long-list' });
  });
});
