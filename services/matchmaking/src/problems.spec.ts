import { describe, expect, it } from '@jest/globals';
import { problemsAgainstSource } from '@kraftsamling/service/testing';
import { problems } from './problems.ts';

/** Why a gap stays uncovered in a plan: an answer, and no refusal. */
const causesOfPlans = ['capacity', 'no-candidate'];
/** The library's, which has its title. */
const ofTheLibrary = ['link-expired'];

const { refused, ...wrong } = problemsAgainstSource(import.meta.dirname, problems);

describe('the problems of this service', () => {
  it('have a title for every code that is refused with, in both languages and in the README, and for no other', () => {
    expect(refused.length).toBeGreaterThan(30);
    // What geography says of a code that is none of its.
    expect(wrong).toEqual({
      untitled: [...causesOfPlans, ...ofTheLibrary].toSorted(),
      unused: ['unknown-municipality'],
      unlisted: [],
      halfTitled: [],
      instants: [],
    });
  });
});
