import { describe, expect, it } from '@jest/globals';
import { formErrors } from './form-errors.ts';
import { pageTexts } from './page-texts.ts';

const said = (...errors: readonly (readonly [pointer: string, code: string])[]) => [
  ...formErrors(
    'en',
    3,
    errors.map(([pointer, code]) => ({ pointer, code, detail: 'for programs' })),
  ),
];
const words = pageTexts.en.errors;

describe('what is wrong in the form', () => {
  it('is said once beside each field, in the order of the form', () => {
    expect(
      said(
        ['/nominator/email', 'is-email'],
        ['/nominator/email', 'max-length'],
        ['/answers/2/text', 'question-unanswered'],
        ['/municipalities', 'array-min-size'],
      ),
    ).toEqual([
      ['municipality', words.municipality],
      ['answer-2', words.unanswered],
      ['email', words.email],
    ]);
  });

  it.each([
    ['/municipalities/0', 'not-eligible', 'municipality', words.notEligible],
    ['/municipalities/3', 'not-eligible', 'others', words.notEligible],
    ['/municipalities', 'array-max-size', 'municipality', words.tooMany],
    ['/answers/0/text', 'max-length', 'answer-0', words.tooLong],
    ['/answers/0/text', 'text-unreadable', 'answer-0', words.unreadable],
    ['/nominator/name', 'min-length', 'name', words.name],
    ['/nominator/organisation', 'max-length', 'organisation', words.organisation],
  ])('at %s (%s) is said at the field %s', (pointer, code, field, sentence) => {
    expect(said([pointer, code])).toEqual([[field, sentence]]);
  });
});
