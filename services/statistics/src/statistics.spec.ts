import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { problemsAgainstSource } from '@kraftsamling/service/testing';
import { statistics } from './statistics.ts';

describe('the problems of this service', () => {
  it('have a title for every code that is refused with, in both languages and in the README, and for no other', () => {
    const { refused, ...wrong } = problemsAgainstSource(import.meta.dirname, statistics.problems);
    expect(refused.length).toBeGreaterThan(5);
    // Those without a title have the library's.
    expect(wrong).toEqual({
      untitled: ['not-found', 'not-ready'],
      unused: [],
      unlisted: [],
      halfTitled: [],
      instants: [],
    });
  });
});
