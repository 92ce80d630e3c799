import { isDeepStrictEqual } from 'node:util';
import type { CampaignData } from '@kraftsamling/contracts';
import { surveyClosed, surveyCounted, surveyOpened } from '@kraftsamling/contracts';
import { countyOf, municipalities, unknownCounties, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactErrors } from '@kraftsamling/service/public-text';
import { swedishTime } from '@kraftsamling/service/time-in-words';
import { fewestPeople, isWorthCounting, municipalResults, resultsOf, smallestGroup } from './counting.ts';
import type { Noise, Tally } from './counting.ts';
import type { SurveyPlan, DraftSurvey, Survey } from './survey.state.ts';
import type { Question } from './question.ts';

const mostOptions = 100;

export function draftSurvey(plan: SurveyPlan): Change<Survey> {
  refuseAny(planErrors(plan));
  return becomes({ ...placed(plan), status: 'draft' });
}

export function amendSurvey(survey: Survey, amendment: Partial<SurveyPlan>): Decision<Survey> {
  if (survey.status !== 'draft')
    throw new Refusal('survey-fixed', 'It has been opened: what residents are asked does not change any more.');
  const { municipality: _, county: __, ...asked } = survey;
  const isMoved = amendment.municipality !== undefined || amendment.county !== undefined;
  const amended = { ...(isMoved ? asked : withoutDerived(survey)), ...amendment };
  refuseAny(planErrors(amended));
  const changed: Survey = { ...placed(amended), status: 'draft' };
  return isDeepStrictEqual(changed, survey) ? nothingHappens : becomes(changed);
}

/** `campaign` is the one it belongs to, if that is known. */
export function openSurvey(survey: Survey, campaign: CampaignData | undefined, now: Date): Decision<Survey> {
  switch (survey.status) {
    case 'open':
      return nothingHappens;
    case 'closed':
      throw isClosed();
    case 'draft':
      refuseAny(campaignErrors(survey, campaign));
      if (now > survey.closes) throw new Refusal('survey-over', 'The time in which it was to be answered is over.');
      return becomes({ ...survey, status: 'open', openedAt: now }, surveyOpened);
  }
}

/** How many have answered by now. What they have answered stays hidden until the survey has closed. */
export function countSurvey(survey: Survey, answers: number, people: number, now: Date): Decision<Survey> {
  if (survey.status !== 'open' || !isWorthCounting({ people, answers }, survey.counted)) return nothingHappens;
  return becomes({ ...survey, counted: { countedAt: now, answers, people, results: [] } }, surveyCounted);
}

/** All that has been answered to a survey, from so many different senders. */
export interface Answered {
  readonly tally: Tally;
  readonly municipalities: ReadonlyMap<string, Tally>;
  readonly people: number;
}

/** Its results are final, and are drawn once: who closes it again, or publishes it again, finds the same. */
export function closeSurvey(survey: Survey, answered: Answered, noise: Noise, now: Date): Decision<Survey> {
  switch (survey.status) {
    case 'closed':
      return nothingHappens;
    case 'draft':
      throw new Refusal('survey-not-open', 'A draft cannot be closed: it has not been opened.');
    case 'open': {
      const { tally, municipalities: tallies, people } = answered;
      const { questions, counted: _, ...open } = survey;
      const disclosed = people >= fewestPeople;
      const counted = {
        countedAt: now,
        answers: tally.answers,
        people,
        results: disclosed ? resultsOf(questions, tally, noise) : [],
      };
      return becomes(
        {
          ...open,
          questions,
          ...(people >= smallestGroup && { counted }),
          status: 'closed',
          closedAt: now,
          byMunicipality: disclosed ? municipalResults(questions, askedIn(survey), tallies, noise) : [],
        },
        surveyClosed,
      );
    }
  }
}

/** Whoever is asked in one municipality need not say where they live. */
function askedIn({ municipality, county }: SurveyPlan): string[] {
  if (municipality !== undefined) return [];
  return municipalities.filter((each) => county === undefined || each.countyCode === county).map(({ code }) => code);
}

/** Whether it is answered now. */
export function refuseUnlessAnswerable(survey: Survey, now: Date): void {
  switch (survey.status) {
    case 'draft':
      throw new Refusal('survey-not-open', 'The survey is not open yet.');
    case 'closed':
      throw isClosed();
    case 'open':
      if (now < survey.opens)
        throw new Refusal('survey-not-open', `The survey can be answered from ${swedishTime(survey.opens)}.`);
      if (now > survey.closes) throw isClosed();
  }
}

/** The county follows from the municipality. */
function placed(plan: SurveyPlan): SurveyPlan {
  return plan.municipality === undefined ? plan : { ...plan, county: countyOf(plan.municipality).code };
}

function withoutDerived(survey: DraftSurvey): SurveyPlan {
  if (survey.municipality === undefined) return survey;
  const { county: _, ...stated } = survey;
  return stated;
}

function planErrors({ title, municipality, county, questions, opens, closes }: SurveyPlan): InputError[] {
  const inputErrors: InputError[] = [];
  if (municipality !== undefined && county !== undefined)
    inputErrors.push({ pointer: '/county', code: 'one-place', detail: 'Say a municipality or a county, not both.' });
  if (municipality !== undefined)
    inputErrors.push(...unknownMunicipalities([{ pointer: '/municipality', code: municipality }]));
  if (county !== undefined) inputErrors.push(...unknownCounties([{ pointer: '/county', code: county }]));
  if (opens >= closes)
    inputErrors.push({ pointer: '/closes', code: 'survey-window-empty', detail: 'It closes before it has opened.' });
  return [...inputErrors, ...contactErrors('/title', title), ...questionErrors(questions)];
}

function questionErrors(questions: readonly Question[]): InputError[] {
  if (questions.length === 0)
    return [{ pointer: '/questions', code: 'no-questions', detail: 'A survey asks at least one question.' }];
  const inputErrors = questions.flatMap(({ id, kind, text, options }, at): InputError[] => {
    const pointer = `/questions/${at}`;
    return [
      ...contactErrors(`${pointer}/text`, text),
      ...options.flatMap((option, place) => contactErrors(`${pointer}/options/${place}/text`, option.text)),
      ...repeated(questions, at, `${pointer}/id`, 'question-repeated', `There is another question ${id}.`),
      ...options.flatMap((option, place) =>
        repeated(
          options,
          place,
          `${pointer}/options/${place}/id`,
          'option-repeated',
          `There is another option ${option.id}.`,
        ),
      ),
      ...optionErrors(`${pointer}/options`, kind, options.length),
    ];
  });
  const options = questions.reduce((sum, question) => sum + question.options.length, 0);
  return options <= mostOptions
    ? inputErrors
    : [
        ...inputErrors,
        { pointer: '/questions', code: 'too-many-options', detail: `A survey may have ${mostOptions} options in all.` },
      ];
}

/** With one option there is nothing to choose, and everybody's choice would be known. */
function optionErrors(pointer: string, kind: Question['kind'], options: number): InputError[] {
  if (kind === 'text')
    return options === 0
      ? []
      : [{ pointer, code: 'options-not-wanted', detail: 'A question that is answered in words has no options.' }];
  return options >= 2
    ? []
    : [{ pointer, code: 'options-missing', detail: 'There are at least two options to choose from.' }];
}

function repeated(
  items: readonly { readonly id: string }[],
  at: number,
  pointer: string,
  code: string,
  detail: string,
): InputError[] {
  const first = items.findIndex(({ id }) => id === items[at]?.id);
  return first === at ? [] : [{ pointer, code, detail }];
}

function campaignErrors({ campaignId }: SurveyPlan, campaign: CampaignData | undefined): InputError[] {
  if (campaignId === undefined || campaign?.status === 'announced') return [];
  const pointer = '/campaignId';
  return campaign
    ? [{ pointer, code: 'campaign-closed', detail: `${campaignId} is closed.` }]
    : [
        {
          pointer,
          code: 'unknown-campaign',
          detail: `There is no campaign ${campaignId}, or it is not known here yet. Try again in a moment.`,
        },
      ];
}

function isClosed(): Refusal {
  return new Refusal('survey-closed', 'The survey is closed: it takes no more answers.');
}
