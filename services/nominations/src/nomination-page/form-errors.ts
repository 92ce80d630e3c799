import type { Language } from '@kraftsamling/service';
import type { InputError } from '@kraftsamling/messaging/decision';
import { pageTexts } from './page-texts.ts';
import type { PageTexts } from './page-texts.ts';

/** By the id of the field that it is said beside. */
export type FormErrors = ReadonlyMap<string, string>;

/** What is wrong, in words for whoever fills the form in: one sentence a field, in the order of the form. */
export function formErrors(language: Language, questions: number, inputErrors: readonly InputError[]): FormErrors {
  const { errors } = pageTexts[language];
  const said = new Map<string, string>();
  for (const { pointer, code } of inputErrors) {
    const field = fieldOf(pointer);
    if (field !== undefined && !said.has(field)) said.set(field, sentenceFor(field, code, errors));
  }
  const answers = Array.from({ length: questions }, (_, at) => `answer-${at}`);
  const inOrder = ['municipality', 'others', ...answers, 'name', 'email', 'organisation'];
  return new Map(inOrder.flatMap((field) => (said.has(field) ? [[field, said.get(field) ?? '']] : [])));
}

function fieldOf(pointer: string): string | undefined {
  const [, part, at, deeper] = pointer.split('/');
  switch (part) {
    case 'municipalities':
      return at === undefined || at === '0' ? 'municipality' : 'others';
    case 'answers':
      return at === undefined || deeper === 'question' ? undefined : `answer-${at}`;
    case 'nominator':
      return at;
    case undefined:
    default:
      return undefined;
  }
}

function sentenceFor(field: string, code: string, errors: PageTexts['errors']): string {
  if (code === 'text-unreadable') return errors.unreadable;
  if (field.startsWith('answer-')) return code === 'question-unanswered' ? errors.unanswered : errors.tooLong;
  switch (field) {
    case 'name':
      return errors.name;
    case 'email':
      return errors.email;
    case 'organisation':
      return errors.organisation;
    default:
      if (code === 'array-max-size') return errors.tooMany;
      return code === 'not-eligible' ? errors.notEligible : errors.municipality;
  }
}
