import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { parseEvent, surveyCounted, surveyOpened } from '@kraftsamling/contracts';
import { Refusal } from '@kraftsamling/messaging/decision';
import { checked } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import fc from 'fast-check';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import { publicSurvey } from './public-survey.ts';
import { planFrom, SurveyPlanDto } from './survey.dto.ts';
import { countSurvey, draftSurvey, openSurvey } from './survey.ts';
import type { Survey, SurveyPlan } from './survey.state.ts';

/** Mostly what people write; now and then what they write wrongly, or what somebody tries. */
const often = <T>(value: fc.Arbitrary<T>, ...odd: readonly unknown[]) =>
  fc.oneof({ weight: 80, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
const slug = often(fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/), 'Å', 'a--b', 'a\n', '-', '', 7, null);
const line = often(
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
  '',
  ' ',
  '\u00a0',
  'a\nb',
  '\ud800',
  0,
);
const bilingual = fc.record({ sv: line, en: line });
const question = fc.record(
  {
    id: slug,
    kind: often(fc.constantFrom('one', 'several'), 'none', 7),
    text: bilingual,
    required: often(fc.boolean(), 'ja'),
    options: fc.array(fc.record({ id: slug, text: bilingual }), { minLength: 2, maxLength: 3 }),
  },
  { requiredKeys: ['id', 'kind', 'text', 'options'] },
);
const surveyBody = fc.record(
  {
    title: bilingual,
    municipality: often(fc.constantFrom('2081', '0114'), '114', '9999', ''),
    questions: fc.array(question, { minLength: 1, maxLength: 2 }),
    opens: often(fc.constantFrom('2018-10-08T00:00:00+02:00', '1900-01-01T00:00:00-23:59'), '2018-10-08', 7),
    closes: often(fc.constantFrom('2018-10-12T23:59:59.999999Z', '2999-12-31T23:59:59Z'), '2999-12-31T23:59:59-01:00'),
  },
  { requiredKeys: ['title', 'questions', 'opens', 'closes'] },
);

const now = new Date('2018-10-09T12:00:00Z');

describe('what the form accepts, the contract accepts', () => {
  it('of a survey', () => {
    let published = 0;
    fc.assert(
      fc.property(surveyBody, (body) => {
        const { instance, inputErrors } = checked(SurveyPlanDto, JSON.parse(JSON.stringify(body)) as object);
        const open = inputErrors.length === 0 && opened(planFrom(stated(instance)));
        if (!open) return;
        parseEvent([surveyOpened], serializedEvent(surveyOpened, 'one', publicSurvey(open, 'one')));
        const { state: counted } = countSurvey(open, 9, 9, now) as { state: Survey };
        parseEvent([surveyCounted], serializedEvent(surveyCounted, 'one', publicSurvey(counted, 'one')));
        published++;
      }),
      { numRuns: 500 },
    );
    expect(published).toBeGreaterThan(20);
  });

  /** Undefined when the rules refuse it. */
  function opened(plan: SurveyPlan): Survey | undefined {
    try {
      return (openSurvey(draftSurvey(plan).state, undefined, now) as { state: Survey }).state;
    } catch (refusal) {
      if (refusal instanceof Refusal) return undefined;
      throw refusal;
    }
  }
});
