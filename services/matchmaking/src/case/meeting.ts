import { caseMeetingAnswered, caseMeetingChosen, caseMeetingProposed } from '@kraftsamling/contracts';
import type { Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import type { Case, LiveCoalition, Meeting } from './case.state.ts';
import { live } from './coalition.ts';

interface Time {
  readonly start: Date;
  readonly end: Date;
}

/** Proposing the same times again changes nothing; other ones begin anew, and everybody is asked again. */
export function proposeMeeting(kase: Case, times: readonly Time[], now: Date): Decision<Case> {
  const coalition = standing(kase);
  refuseAny(
    times.flatMap(({ start, end }, at) => [
      ...(start <= now
        ? [{ pointer: `/times/${at}/start`, code: 'meeting-in-the-past', detail: 'A meeting is in the future.' }]
        : []),
      ...(end <= start
        ? [{ pointer: `/times/${at}/end`, code: 'meeting-ends-first', detail: 'A meeting ends after it has begun.' }]
        : []),
    ]),
  );
  if (isSame(coalition.meeting?.times ?? [], times)) return nothingHappens;

  const meeting: Meeting = {
    times: times.map(({ start, end }, at) => ({ id: String(at + 1), start, end, suits: [] })),
    answeredBy: [],
    proposedAt: now,
  };
  return becomes({ ...coalition, meeting }, caseMeetingProposed);
}

/** A member says which of the times suit it, perhaps none. A later answer replaces an earlier one. */
export function answerMeeting(kase: Case, organisationId: string, suiting: readonly string[]): Decision<Case> {
  const coalition = standing(kase);
  const meeting = proposed(coalition);
  refuseUnknownTimes(meeting, suiting);

  const times = meeting.times.map((time) => ({
    ...time,
    suits: [
      ...time.suits.filter((id) => id !== organisationId),
      ...(suiting.includes(time.id) ? [organisationId] : []),
    ].sort(),
  }));
  const answered = meeting.answeredBy.includes(organisationId);
  if (answered && times.every(({ suits }, at) => suits.join() === meeting.times[at]?.suits.join()))
    return nothingHappens;

  const answeredBy = answered ? meeting.answeredBy : [...meeting.answeredBy, organisationId].sort();
  return becomes({ ...coalition, meeting: { ...meeting, times, answeredBy } }, caseMeetingAnswered);
}

/** The time may be chosen anew, as long as it is to come. */
export function chooseMeeting(kase: Case, chosen: string, now: Date): Decision<Case> {
  const coalition = standing(kase);
  const meeting = proposed(coalition);
  refuseUnknownTimes(meeting, [chosen]);
  if (meeting.chosen === chosen) return nothingHappens;
  if (meeting.times.some(({ id, start }) => id === chosen && start <= now))
    throw new Refusal('meeting-in-the-past', 'That time has passed. Propose new times.');

  return becomes({ ...coalition, meeting: { ...meeting, chosen, chosenAt: now } }, caseMeetingChosen);
}

/** All members are invited to a meeting, so they must be known. */
function standing(kase: Case): Exclude<LiveCoalition, { status: 'contacting' }> {
  const coalition = live(kase);
  if (coalition.status === 'contacting') throw new Refusal('not-matched', 'The coalition does not stand yet.');
  return coalition;
}

function proposed({ meeting }: LiveCoalition): Meeting {
  if (!meeting) throw new Refusal('no-meeting-proposed', 'No meeting has been proposed.');
  return meeting;
}

function refuseUnknownTimes({ times }: Meeting, ids: readonly string[]): void {
  const unknown = ids.find((id) => !times.some((time) => time.id === id));
  if (unknown !== undefined)
    throw new Refusal('unknown-time', `There is no time ${unknown} among those that were proposed.`, 'invalid');
}

function isSame(before: readonly Time[], after: readonly Time[]): boolean {
  const written = (times: readonly Time[]) =>
    times.map(({ start, end }) => `${start.toISOString()} ${end.toISOString()}`);
  return before.length === after.length && written(before).join() === written(after).join();
}
