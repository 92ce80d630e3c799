import { nominationConfirmed, nominationSubmitted } from '@kraftsamling/contracts';
import { codesAt, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, refuseAny } from '@kraftsamling/messaging/decision';
import type { AwardPlan, RunningAward } from '../award/award.state.ts';
import { refuseAfter } from '../award/award.ts';
import { unreadableAt } from '../record/readable.ts';
import type { ConfirmedNomination, Nomination, Salts, Submission } from './nomination.state.ts';

/**
 * Anybody nominates; whether it counts they confirm later. A municipality that enters itself is known by its login, so its entry counts
 * at once.
 */
export function submitNomination(
  awardId: string,
  award: RunningAward,
  submission: Submission,
  { byMunicipality, salts, now }: { readonly byMunicipality: boolean; readonly salts: Salts; readonly now: Date },
): Change<Nomination> {
  refuseAfter(award, 'nominations', now);
  refuseAny(submissionErrors(award, submission));
  const sent = {
    awardId,
    municipalities: submission.municipalities.toSorted(),
    byMunicipality,
    answers: Object.fromEntries(submission.answers.map(({ question, text }) => [question, text])),
    textSalt: salts.text,
    nominator: { person: submission.nominator, salt: salts.nominator },
    submittedAt: now,
  };
  return byMunicipality
    ? becomes<Nomination>({ ...sent, status: 'confirmed', confirmedAt: now }, nominationConfirmed)
    : becomes<Nomination>({ ...sent, status: 'submitted' }, nominationSubmitted);
}

/** Confirming twice changes nothing, whenever that is; what was not confirmed in time does not count. */
export function confirmNomination(nomination: Nomination, award: RunningAward, now: Date): Decision<Nomination> {
  if (nomination.status !== 'submitted') return nothingHappens;
  refuseAfter(award, 'confirmations', now);
  return becomes<Nomination>({ ...nomination, status: 'confirmed', confirmedAt: now }, nominationConfirmed);
}

/** Where it is gathered says nothing that its candidacy does not say. */
export function gatherInto(nomination: ConfirmedNomination, candidacyId: string): Change<Nomination> {
  return becomes<Nomination>({ ...nomination, status: 'gathered', candidacyId });
}

/** The hash in the record stands; whom it was of, nobody can find out any more. */
export function forgetNominator(nomination: Nomination): Decision<Nomination> {
  const { nominator, ...rest } = nomination;
  return nominator === undefined ? nothingHappens : becomes<Nomination>(rest);
}

/** Codes of the municipalities that can be nominated; empty: all of them. */
export function isEligible({ eligible }: Pick<AwardPlan, 'eligible'>, code: string): boolean {
  return eligible.length === 0 || eligible.includes(code);
}

/** All that is wrong with what somebody sends in. */
export function submissionErrors(
  award: RunningAward,
  { municipalities, answers, nominator }: Submission,
): InputError[] {
  const unknown = unknownMunicipalities(codesAt('/municipalities', municipalities)).map(({ pointer, detail }) => ({
    ...{ pointer, code: 'unknown-municipality', detail },
  }));
  const ineligible = municipalities.flatMap((code, at): InputError[] => {
    const pointer = `/municipalities/${at}`;
    if (isEligible(award, code) || unknown.some((error) => error.pointer === pointer)) return [];
    return [{ pointer, code: 'not-eligible', detail: `${code} cannot be nominated for this award.` }];
  });
  const unanswered = award.questions.flatMap(({ id }): InputError[] => {
    const at = answers.findIndex(({ question }) => question === id);
    if (answers[at] && answers[at].text.trim() !== '') return [];
    const pointer = at < 0 ? '/answers' : `/answers/${at}/text`;
    return [{ pointer, code: 'question-unanswered', detail: `Answer the question "${id}".` }];
  });
  return [
    ...unknown,
    ...ineligible,
    ...answers.flatMap(({ question, text }, at) => [
      ...questionErrors(award, answers, question, at),
      ...unreadableAt(`/answers/${at}/text`, text),
    ]),
    ...unanswered,
    ...unreadableAt('/nominator/name', nominator.name),
    ...unreadableAt('/nominator/organisation', nominator.organisation ?? ''),
  ];
}

function questionErrors(
  { questions }: RunningAward,
  answers: Submission['answers'],
  question: string,
  at: number,
): InputError[] {
  const pointer = `/answers/${at}/question`;
  if (!questions.some(({ id }) => id === question))
    return [{ pointer, code: 'unknown-question', detail: `The award has no question "${question}".` }];
  if (answers.findIndex((answer) => answer.question === question) < at)
    return [{ pointer, code: 'question-answered-twice', detail: `"${question}" has an answer already.` }];
  return [];
}
