import { describe, expect, it } from '@jest/globals';
import { problemsAgainstSource } from '@kraftsamling/service/testing';
import { problems } from './problems.ts';

const { refused, ...wrong } = problemsAgainstSource(import.meta.dirname, problems);
/** What geography says of a code that is none of its. */
const ofPlaces = ['unknown-county'];
/** The library's. */
const withoutTitle = ['not-found'];

describe('the problems of this service', () => {
  it('have a title for every code that is refused with, in both languages and in the README, and for no other', () => {
    expect(refused.length).toBeGreaterThan(30);
    expect(wrong).toEqual({ untitled: withoutTitle, unused: ofPlaces, unlisted: [], halfTitled: [], instants: [] });
  });
});
