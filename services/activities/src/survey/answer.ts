import type { InputError } from '@kraftsamling/messaging/decision';
import { isMunicipality, countyOf } from '@kraftsamling/geography';
import { refuseAny } from '@kraftsamling/messaging/decision';
import { refuseUnlessAnswerable } from './survey.ts';
import type { Survey } from './survey.state.ts';
import type { Question } from './question.ts';

export const longestText = 2_000;

/** An answer as somebody gives it. */
export interface StatedAnswer {
  readonly answers: readonly {
    readonly question: string;
    readonly options?: readonly string[];
    readonly text?: string;
  }[];
  /** Where whoever answers lives, if they want to say it. */
  readonly municipality?: string;
}

/** An answer as it is kept: nothing in it says who gave it, or at what time of the day. */
export interface Answer {
  readonly day: string;
  readonly chosen: readonly { readonly question: string; readonly option: string }[];
  readonly texts: readonly { readonly question: string; readonly text: string }[];
  readonly municipality?: string;
}

/** `today` is the day in Sweden. */
export function answerSurvey(survey: Survey, stated: StatedAnswer, now: Date, today: string): Answer {
  refuseUnlessAnswerable(survey, now);
  refuseAny(answerErrors(survey, stated));

  const { answers, municipality } = stated;
  return {
    day: today,
    chosen: answers.flatMap(({ question, options = [] }) => options.map((option) => ({ question, option }))),
    texts: answers.flatMap(({ question, text = '' }) => (isBlank(text) ? [] : [{ question, text: text.trim() }])),
    ...(municipality !== undefined && { municipality }),
  };
}

function answerErrors(survey: Survey, { answers, municipality }: StatedAnswer): InputError[] {
  return [
    ...answers.flatMap((_, at) => partErrors(survey.questions, answers, at)),
    ...missingErrors(survey.questions, answers),
    ...(municipality === undefined ? [] : placeErrors(survey, municipality)),
  ];
}

type Parts = StatedAnswer['answers'];

function partErrors(questions: readonly Question[], answers: Parts, at: number): InputError[] {
  const part = answers[at];
  if (!part) return [];
  const pointer = `/answers/${at}`;
  const question = questions.find(({ id }) => id === part.question);
  if (!question)
    return [
      { pointer: `${pointer}/question`, code: 'unknown-question', detail: `There is no question ${part.question}.` },
    ];
  if (answers.findIndex((other) => other.question === part.question) < at)
    return [{ pointer: `${pointer}/question`, code: 'answered-twice', detail: `${part.question} is answered twice.` }];
  return question.kind === 'text' ? textErrors(pointer, part) : choiceErrors(pointer, question, part);
}

function textErrors(pointer: string, { options, text = '' }: Parts[number]): InputError[] {
  if (options !== undefined)
    return [
      { pointer: `${pointer}/options`, code: 'options-not-wanted', detail: 'The question is answered in words.' },
    ];
  if (text.length > longestText)
    return [
      { pointer: `${pointer}/text`, code: 'text-too-long', detail: `An answer may have ${longestText} characters.` },
    ];
  return [];
}

function choiceErrors(pointer: string, { kind, options: known }: Question, part: Parts[number]): InputError[] {
  const { options = [], text } = part;
  if (text !== undefined)
    return [
      { pointer: `${pointer}/text`, code: 'text-not-wanted', detail: 'The question is answered by its options.' },
    ];
  if (kind === 'one' && options.length > 1)
    return [{ pointer: `${pointer}/options`, code: 'one-option', detail: 'Choose one option.' }];
  return options.flatMap((option, at) =>
    known.some(({ id }) => id === option)
      ? []
      : [
          {
            pointer: `${pointer}/options/${at}`,
            code: 'unknown-option',
            detail: `The options are ${known.map(({ id }) => id).join(', ')}.`,
          },
        ],
  );
}

function missingErrors(questions: readonly Question[], answers: Parts): InputError[] {
  const given = answers.filter(({ options = [], text = '' }) => options.length > 0 || !isBlank(text));
  const missing = questions.filter(({ id, required }) => required && !given.some(({ question }) => question === id));
  if (missing.length > 0)
    return missing.map(({ id }) => ({
      pointer: '/answers',
      code: 'answer-missing',
      detail: `${id} must be answered.`,
    }));
  return given.length > 0
    ? []
    : [{ pointer: '/answers', code: 'answer-missing', detail: 'Answer at least one question.' }];
}

/** Who is asked in a municipality lives there, or need not say where. */
function placeErrors({ municipality: asked, county }: Survey, municipality: string): InputError[] {
  const pointer = '/municipality';
  if (asked !== undefined)
    return [{ pointer, code: 'municipality-not-asked', detail: 'The survey does not ask for a municipality.' }];
  if (!isMunicipality(municipality) || (county !== undefined && countyOf(municipality).code !== county))
    return [
      {
        pointer,
        code: 'unknown-municipality',
        detail: `There is no municipality ${municipality} among those that are asked.`,
      },
    ];
  return [];
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
