import { describe, expect, it } from '@jest/globals';
import { problemsAgainstSource } from '@kraftsamling/service/testing';
import { problems } from './problems.ts';

const { refused, ...wrong } = problemsAgainstSource(import.meta.dirname, problems);

describe('the problems of this service', () => {
  it('have a title for every code that is refused with, in both languages and in the README, and for no other', () => {
    expect(refused.length).toBeGreaterThan(30);
    // What geography says of a code that is none of its.
    expect(wrong).toEqual({ untitled: [], unused: ['unknown-municipality'], unlisted: [], halfTitled: [] });
  });
});
