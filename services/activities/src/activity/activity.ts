import { isDeepStrictEqual } from 'node:util';
import {
  activityAmended,
  activityCancelled,
  activityPlanned,
  activityPublished,
  activityReportConfirmed,
  activityReportCorrected,
  activityReported,
} from '@kraftsamling/contracts';
import { countyOf, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { amends, becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { publicActivity } from './public-activity.ts';
import { publishingErrors, yearRoundIn } from './publishing.ts';
import type { Known } from './publishing.ts';
import { readReport } from './report.ts';
import type { Report, StatedReport } from './report.ts';
import { capacityErrors, unusualIn } from './usual.ts';
import { sessionsFrom } from './session.ts';
import type { Session } from './session.ts';
import { refuseMovedVenue } from './venue.ts';
import type {
  Plan,
  Proposal,
  PlannedActivity,
  PublishedActivity,
  ReportedActivity,
  Activity,
} from './activity.state.ts';
import { contactErrors, contactInWords } from '@kraftsamling/service/public-text';
import { swedishTime } from '@kraftsamling/service/time-in-words';

/** Removed sessions are kept for calendars, but not without end. */
const mostRemoved = 2_000;

export function planActivity({ confirmUnusual, ...proposal }: Proposal, now: Date): Change<Activity> {
  const { sessions, inputErrors } = sessionsFrom(proposal.sessions);
  const plan: Plan = { ...proposal, sessions };
  refuseAny([...planErrors(plan), ...inputErrors]);
  if (!confirmUnusual) refuseAny(capacityErrors(plan, undefined));

  return becomes(
    {
      ...plan,
      county: countyOf(plan.municipality).code,
      status: 'planned',
      plannedAt: now,
      yearRoundIn: [],
      sequence: 0,
      removedSessions: [],
      bookings: [],
    },
    activityPlanned,
  );
}

/** What has been published is held to the rules of its campaigns. A change that is not public has no event. */
export function amendActivity(
  activity: Activity,
  { confirmUnusual, ...amendment }: Partial<Proposal>,
  known: Known,
): Decision<Activity> {
  switch (activity.status) {
    case 'cancelled':
      if (!isOfTexts(amendment)) throw isCancelled();
      return unlessTheSame(activity, reworded(activity, amendment));
    case 'reported':
      if (!isOfTexts(amendment))
        throw isReported('What was reported is what took place: of a reported activity only texts can be changed.');
      return unlessTheSame(activity, reworded(activity, amendment));
    case 'planned':
      return unlessTheSame(activity, amended(activity, amendment, confirmUnusual ? undefined : known));
    case 'published': {
      const changed = amended(activity, amendment, confirmUnusual ? undefined : known);
      refuseAny(publishingErrors(changed, known));
      return unlessTheSame(activity, {
        ...changed,
        yearRoundIn: yearRoundIn(changed, known.campaigns),
        removedSessions: [...activity.removedSessions, ...removedFrom(activity, changed)],
      });
    }
  }
}

/** From here on it is in the programme. Publishing again marks year-round work anew, where a campaign has got other days. */
export function publishActivity(activity: Activity, known: Known, now: Date): Decision<Activity> {
  switch (activity.status) {
    case 'cancelled':
      throw isCancelled();
    case 'reported':
      return nothingHappens;
    case 'published': {
      const marks = yearRoundIn(activity, known.campaigns);
      return isDeepStrictEqual(marks, activity.yearRoundIn)
        ? nothingHappens
        : becomes({ ...activity, yearRoundIn: marks }, activityAmended);
    }
    case 'planned':
      refuseAny(publishingErrors(activity, known));
      return becomes(
        { ...activity, status: 'published', publishedAt: now, yearRoundIn: yearRoundIn(activity, known.campaigns) },
        activityPublished,
      );
  }
}

/** It does not take place after all, and never will: what takes place instead is another activity. */
export function cancelActivity(activity: Activity, reason: string, now: Date): Decision<Activity> {
  refuseAny(contactInWords('', { reason }));
  switch (activity.status) {
    case 'cancelled':
      return nothingHappens;
    case 'reported':
      throw isReported('It has taken place and been reported: it cannot be cancelled.');
    case 'planned':
    case 'published':
      return becomes(
        {
          ...activity,
          status: 'cancelled',
          cancelledAt: now,
          cancellationReason: reason,
          sequence: activity.sequence + 1,
        },
        activityCancelled,
      );
  }
}

/** One report for each activity, whoever of its organisers makes it. To say the same again is no error. */
export function reportActivity(activity: Activity, stated: StatedReport, now: Date): Decision<Activity> {
  switch (activity.status) {
    case 'planned':
      throw new Refusal('activity-not-published', 'Only what has been published is reported.');
    case 'cancelled':
      throw isCancelled();
    case 'reported': {
      if (isDeepStrictEqual(reportFrom(activity, stated), activity.report)) return nothingHappens;
      const { onSite, online } = activity.report;
      throw new Refusal(
        'already-reported',
        `It has been reported: ${onSite.people} on site and ${online.people} online. To correct that, replace the report with PUT.`,
      );
    }
    case 'published':
      refuseUnlessHeld(activity, now);
      return becomes(
        { ...activity, status: 'reported', reportedAt: now, ...surelyReported(activity, stated) },
        activityReported,
      );
  }
}

/** The secretariat confirms the unusual numbers of a report, so that they count. */
export function confirmReport(activity: Activity): Decision<Activity> {
  switch (activity.status) {
    case 'planned':
    case 'published':
      throw new Refusal('not-yet-reported', 'There is no report to confirm yet.');
    case 'cancelled':
      throw isCancelled();
    case 'reported': {
      const { unusual, ...confirmed } = activity;
      return unusual ? becomes(confirmed, activityReportConfirmed) : nothingHappens;
    }
  }
}

/** A correction replaces the report and adds nothing, whichever correction it is. */
export function correctReport(activity: Activity, stated: StatedReport, now: Date): Decision<Activity> {
  switch (activity.status) {
    case 'planned':
    case 'published':
      throw new Refusal('not-yet-reported', 'There is no report to correct yet.');
    case 'cancelled':
      throw isCancelled();
    case 'reported': {
      if (isDeepStrictEqual(reportFrom(activity, stated), activity.report)) return nothingHappens;
      const { unusual: _, ...before } = activity;
      return becomes({ ...before, ...surelyReported(activity, stated, activity), correctedAt: now }, activityReportCorrected); // prettier-ignore
    }
  }
}

/** @param asked what whoever is not sure of unusual numbers is asked back by */
function amended<A extends PlannedActivity | PublishedActivity>(
  activity: A,
  amendment: Partial<Proposal>,
  asked: Known | undefined,
): A {
  const { sessions: stated, ...rest } = amendment;
  const { sessions, inputErrors } = stated
    ? sessionsFrom(stated, activity)
    : { sessions: activity.sessions, inputErrors: [] };
  const changed = { ...withoutWhatItIsNoMore(activity, amendment), ...rest, sessions };
  refuseAny([...planErrors(changed), ...inputErrors]);
  refuseMovedVenue(activity, changed);
  if (asked && !isDeepStrictEqual(placeOf(changed), placeOf(activity))) refuseAny(capacityErrors(changed, asked.room));
  if (activity.bookings.length > 0 && !isDeepStrictEqual(sessions, activity.sessions))
    throw new Refusal(
      'sessions-booked',
      'Venues and coaches are booked for its sessions as they are. Release the bookings first.',
    );

  const sequence = isSameInCalendars(changed, activity) ? activity.sequence : activity.sequence + 1;
  return { ...changed, county: countyOf(changed.municipality).code, sequence };
}

function placeOf({ capacity, mode, municipality, venue }: Plan) {
  return { capacity, mode, municipality, venue };
}

/** What people have written at length. It can be taken back whatever has become of the activity: it may name somebody. */
const texts = ['title', 'description', 'yearRoundHelp'] as const;
type Texts = Partial<Pick<Proposal, (typeof texts)[number]>>;

function isOfTexts(amendment: Partial<Proposal>): amendment is Texts {
  return Object.keys(amendment).every((field) => (texts as readonly string[]).includes(field));
}

function reworded<A extends Activity>(activity: A, amendment: Texts): A {
  const changed = { ...activity, ...amendment };
  refuseAny(planErrors(changed));
  return isSameInCalendars(changed, activity) ? changed : { ...changed, sequence: activity.sequence + 1 };
}

/** An activity that goes online leaves its venue, and one that goes on site its address on the web. */
function withoutWhatItIsNoMore<A extends Plan>(activity: A, { mode }: Partial<Proposal>): A {
  const { venue: _, ...nowhere } = activity;
  const { onlineAddress: __, ...offline } = activity;
  if (mode === 'online') return nowhere as A;
  if (mode === 'on-site') return offline as A;
  return activity;
}

/** Sessions that calendars have, to be sent to them as cancelled. */
function removedFrom(activity: PublishedActivity, changed: PublishedActivity): readonly Session[] {
  const removed = activity.sessions.filter(({ id }) => !changed.sessions.some((session) => session.id === id));
  if (activity.removedSessions.length + removed.length > mostRemoved)
    throw new Refusal('too-many-sessions', 'Its sessions have changed too often: cancel it, and plan another one.');
  return removed;
}

function unlessTheSame(activity: Activity, changed: Activity): Decision<Activity> {
  return amends(activity, changed, publicActivity, activityAmended);
}

function planErrors(plan: Plan): InputError[] {
  return [
    ...contactErrors('/title', plan.title),
    ...contactErrors('/description', plan.description ?? {}),
    ...contactErrors('/yearRoundHelp', plan.yearRoundHelp ?? {}),
    ...contactInWords('', { form: plan.form }),
    ...contactInWords('/topics', plan.topics),
    ...contactInWords('/targetGroups', plan.targetGroups),
    ...placeErrors(plan),
    ...modeErrors(plan),
  ];
}

function placeErrors({ municipality, venue }: Plan): InputError[] {
  return [
    ...unknownMunicipalities([{ pointer: '/municipality', code: municipality }]),
    ...(venue ? contactErrors('/venue', { name: venue.name }) : []),
    ...(venue ? contactInWords('/venue/accessibility', venue.accessibility) : []),
  ];
}

function modeErrors({ mode, venue, onlineAddress }: Plan): InputError[] {
  if (mode === 'online' && venue)
    return [{ pointer: '/venue', code: 'mode-differs', detail: 'What takes place online has no venue.' }];
  if (mode === 'on-site' && onlineAddress !== undefined)
    return [
      { pointer: '/onlineAddress', code: 'mode-differs', detail: 'What takes place on site has no address online.' },
    ];
  if (mode !== 'online' && !venue)
    return [{ pointer: '/venue', code: 'venue-missing', detail: 'Say where it takes place.' }];
  return [];
}

function isSameInCalendars(one: Plan, other: Plan): boolean {
  return isDeepStrictEqual(shownInCalendars(one), shownInCalendars(other));
}

function shownInCalendars(plan: Plan) {
  const { title, description, form, topics, organisers, mode, municipality, venue, onlineAddress, sessions } = plan;
  return { title, description, form, topics, organisers, mode, municipality, venue, onlineAddress, sessions };
}

function refuseUnlessHeld({ sessions }: Plan, now: Date): void {
  const end = sessions.at(-1)?.end;
  if (end && now < end)
    throw new Refusal('not-yet-held', `It is reported when it has taken place, after ${swedishTime(end)}.`);
}

/** Whoever reports something unusual is asked back; if it is right, it awaits confirmation. */
function surelyReported(
  plan: Plan,
  stated: StatedReport,
  before?: ReportedActivity,
): Pick<ReportedActivity, 'report' | 'unusual'> {
  const report = reportFrom(plan, stated);
  const { asked, awaiting } = unusualIn(report, plan, before);
  if (!stated.confirmUnusual) refuseAny(asked);
  return awaiting.length > 0 ? { report, unusual: awaiting } : { report };
}

function reportFrom({ mode }: Plan, stated: StatedReport): Report {
  const { report, inputErrors } = readReport(stated, mode);
  refuseAny(inputErrors);
  return report;
}

export function isCancelled(): Refusal {
  return new Refusal('activity-cancelled', 'The activity has been cancelled, and nothing changes that.');
}

function isReported(sentence: string): Refusal {
  return new Refusal('activity-reported', sentence);
}
