import {
  awardCommitted,
  awardDeadlineExtended,
  awardListAnnounced,
  awardOpened,
  awardWinnerAnnounced,
} from '@kraftsamling/contracts';
import { codesAt, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, notFound, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactErrors, contactInWords } from '@kraftsamling/service/public-text';
import { swedishTime } from '@kraftsamling/service/time-in-words';
import { isDeepStrictEqual } from 'node:util';
import { RULES_VERSION } from '../judging/rules.ts';
import type { ListRound } from '../jury/round.ts';
import type { Award, AwardPlan, Listed, OpenAward, Opening, Phase, RunningAward } from './award.state.ts';
import { phases } from './award.state.ts';

const dayMs = 86_400_000;

export function draftAward(plan: AwardPlan): Change<Award> {
  refuseAny(planErrors(plan));
  return becomes<Award>({ ...plan, status: 'draft' });
}

export function amendAward(award: Award, plan: AwardPlan): Decision<Award> {
  if (award.status !== 'draft')
    throw new Refusal(
      'award-open',
      'The award has been opened: its rules lie fast, and only deadlines can be extended.',
    );
  const amended = draftAward(plan);
  return isDeepStrictEqual(award, amended.state) ? nothingHappens : amended;
}

/** From here on the rules lie fast, and so does who judges: both stand first in the record. */
export function openAward(award: Award, jurors: readonly string[], now: Date): Decision<Award> {
  if (award.status !== 'draft') return nothingHappens;
  const { quorum, deadlines } = award;
  if (jurors.length < quorum)
    throw new Refusal(
      'jury-too-small',
      `The award needs ${quorum} scores for a candidacy to be ranked, and has ${jurors.length} jurors. Appoint more of them first.`,
    );
  if (now >= deadlines.nominations.closesAt)
    throw new Refusal('deadline-passed', 'Nobody could nominate any more: the deadline for nominations has passed.');
  return becomes<Award>(
    { ...award, status: 'open', ruleVersion: RULES_VERSION, jurors: jurors.toSorted(), openedAt: now, commitments: [] },
    awardOpened,
  );
}

/** Only before it has passed, and never earlier: nobody may find a door shut that was promised open, nor reopened for somebody. */
export function extendDeadline(award: Award, phase: Phase, until: Date, now: Date): Decision<Award> {
  const open = openOf(award);
  const { closesAt } = open.deadlines[phase];
  if (until.getTime() === closesAt.getTime()) return nothingHappens;
  if (now >= closesAt)
    throw new Refusal(
      'deadline-passed',
      `The deadline passed on ${swedishTime(lastInstantBefore(closesAt))}: it cannot be extended now.`,
    );
  if (until < closesAt)
    throw new Refusal(
      'deadline-only-later',
      `The deadline is ${swedishTime(lastInstantBefore(closesAt))}, and can only be extended.`,
      'invalid',
      [
        {
          pointer: '/until',
          code: 'deadline-only-later',
          detail: `It must be later than ${swedishTime(lastInstantBefore(closesAt))}.`,
        },
      ],
    );
  const deadlines = { ...open.deadlines, [phase]: { closesAt: until, publicAt: until } };
  refuseAny(orderErrors(deadlines).map(({ code, detail }) => ({ pointer: '/until', code, detail })));
  return becomes<Award>({ ...open, deadlines }, awardDeadlineExtended);
}

/** The jury has decided: it binds itself, and shows nothing of it. */
export function commitAward(award: Award, commitment: string, now: Date): Change<Award> {
  const open = openOf(award);
  return becomes<Award>(
    { ...open, commitments: [...open.commitments, { commitment, publishedAt: now }] },
    awardCommitted,
  );
}

/** At its instant, or anew after a conflict that was found late. The same list twice is announced once. */
export function announceList(
  award: Award,
  round: ListRound,
  candidacies: readonly Listed[],
  now: Date,
): Decision<Award> {
  const open = openOf(award);
  refuseTooEarly(open, round, now);
  const field = round === 'long-list' ? 'longListed' : 'shortListed';
  const list = candidacies.toSorted((a, b) => (a.candidacyId < b.candidacyId ? -1 : 1));
  if (isDeepStrictEqual(open[field]?.candidacies, list)) return nothingHappens;
  return becomes<Award>({ ...open, [field]: { candidacies: list, announcedAt: now } }, awardListAnnounced);
}

/** Once: whoever comes second finds it done. */
export function announceWinner(award: Award, winner: Listed, openings: readonly Opening[], now: Date): Decision<Award> {
  if (award.status === 'announced') return nothingHappens;
  const open = openOf(award);
  refuseTooEarly(open, 'announcement', now);
  return becomes<Award>({ ...open, status: 'announced', winner, openings, announcedAt: now }, awardWinnerAnnounced);
}

/** A draft is nobody else's business; of what has been announced nothing changes. */
export function openOf(award: Award): OpenAward {
  switch (award.status) {
    case 'draft':
      throw notFound();
    case 'announced':
      throw new Refusal('award-over', 'The winner has been announced: nothing in the award changes any more.');
    case 'open':
      return award;
  }
}

/** The instant so many days after the announcement; unknown as long as the winner has not been announced. */
export function daysAfterAnnouncement(award: RunningAward, days: number): Date | undefined {
  return award.status === 'announced' ? new Date(award.announcedAt.getTime() + days * dayMs) : undefined;
}

export function runningOf(award: Award): RunningAward {
  if (award.status === 'draft') throw notFound();
  return award;
}

/** The last instant that counts is the one before; what was promised to everybody (23:59:59) is within. */
export function refuseAfter(award: RunningAward, phase: Phase, now: Date): void {
  const { closesAt } = award.deadlines[phase];
  if (now >= closesAt)
    throw new Refusal(
      'deadline-passed',
      `The deadline for this passed on ${swedishTime(lastInstantBefore(closesAt))}.`,
    );
}

/** A deadline is the first instant that is too late: people are told the last one that is not. */
export function lastInstantBefore(deadline: Date): Date {
  return new Date(deadline.getTime() - 1);
}

function refuseTooEarly(award: OpenAward, phase: Phase, now: Date): void {
  const { closesAt } = award.deadlines[phase];
  if (now < closesAt) throw new Refusal('too-early', `It is announced on ${swedishTime(closesAt)}, not before.`);
}

function planErrors(plan: AwardPlan): InputError[] {
  const { criteria, questions, scale, longList, shortList, eligible, tieRules, rule } = plan;
  const errors: InputError[] = unknownMunicipalities(codesAt('/eligible', eligible)).map(({ pointer, detail }) => ({
    pointer,
    code: 'unknown-municipality',
    detail,
  }));
  const refuse = (pointer: string, code: string, detail: string) => errors.push({ pointer, code, detail });

  if (questions.length === 0) refuse('/questions', 'no-question', 'Ask at least one question.');
  if (criteria.length === 0) refuse('/criteria', 'no-criterion', 'An award is judged by at least one criterion.');
  for (const [field, ids] of [
    ['questions', questions],
    ['criteria', criteria],
  ] as const)
    ids.forEach(({ id }, at) => {
      if (ids.findIndex((other) => other.id === id) < at)
        refuse(`/${field}/${at}/id`, 'id-twice', `"${id}" is the id of another one already.`);
    });
  if (scale.lowest >= scale.highest) refuse('/scale', 'scale-empty', 'The lowest score must be below the highest.');
  for (const [field, { fewest, most }] of [
    ['longList', longList],
    ['shortList', shortList],
  ] as const)
    if (fewest > most) refuse(`/${field}`, 'size-empty', 'A list cannot have at least more than it has at most.');
  if (shortList.most > longList.most)
    refuse('/shortList', 'short-list-longer', 'The short list cannot be longer than the long list.');
  if (tieRules.includes(rule))
    refuse('/tieRules', 'tie-rule-is-rule', `Where ${rule} finds no difference, it does not find one the second time.`);
  return [...errors, ...orderErrors(plan.deadlines), ...textErrors(plan)];
}

/** Everything that people write in an award is published with it. */
function textErrors({ title, organiser, questions, criteria, followUps }: AwardPlan): InputError[] {
  return [
    ...contactErrors('/title', title),
    ...contactErrors('', { organiser }),
    ...questions.flatMap(({ text }, at) => contactErrors(`/questions/${at}/text`, text)),
    ...criteria.flatMap(({ text }, at) => contactErrors(`/criteria/${at}/text`, text)),
    ...followUps.flatMap(({ kind, title: name }, at) => [
      ...contactInWords(`/followUps/${at}`, { kind }),
      ...contactErrors(`/followUps/${at}/title`, name),
    ]),
  ];
}

/** Articles go beside the award; all other phases come one after the other. */
function orderErrors(deadlines: AwardPlan['deadlines']): InputError[] {
  const errors = phases.flatMap((phase): InputError[] => {
    const { closesAt, publicAt } = deadlines[phase];
    if (publicAt <= closesAt) return [];
    const detail = 'What everybody is told cannot be later than what holds.';
    return [{ pointer: `/deadlines/${phase}/publicAt`, code: 'public-deadline-later', detail }];
  });
  const inOrder = phases.filter((phase) => phase !== 'articles');
  inOrder.forEach((phase, at) => {
    const before = inOrder[at - 1];
    if (before === undefined || deadlines[before].closesAt <= deadlines[phase].closesAt) return;
    const detail = `${phase} cannot come before ${before}.`;
    errors.push({ pointer: `/deadlines/${phase}`, code: 'deadlines-out-of-order', detail });
  });
  return errors;
}
