import { county, municipality } from '@kraftsamling/geography';
import type { Activity, Localised } from '../activity/activity.state.ts';
import type { Session } from '../activity/session.ts';
import type { Entry, EntrySession } from './catalogue.ts';
import { searchTermsOf } from './search-terms.ts';

/** What stands in the programme, or has stood there. */
export type Announced = Exclude<Activity, { readonly status: 'planned' }> & { readonly publishedAt: Date };

export interface AnnouncedActivity {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly state: Announced;
}

/** The marks of an activity, beside its words. */
export const takesPlace = 'takes-place';
export const teaches = 'teaches';
export const marked = (kind: string, value: string) => `${kind}:${value}`;
export const word = (text: string) => `word:${text}`;
/** A word of what was learnt. */
export const lesson = (text: string) => `lesson:${text}`;

export function entryOf({ id, version, updatedAt, state }: AnnouncedActivity): Entry {
  const learnt = lessonsOf(state);
  return {
    id,
    version,
    updatedAt,
    sessions: [
      ...state.sessions.map((session) => entrySession(session, false)),
      ...state.removedSessions.map((session) => entrySession(session, true)),
    ],
    organisers: state.organisers,
    terms: [
      ...(state.status === 'cancelled' ? [] : [takesPlace]),
      ...marksOf(state),
      ...searchTermsOf(textOf(state)).map(word),
      ...(learnt === '' ? [] : [teaches, ...searchTermsOf(learnt).map(lesson)]),
    ],
  };
}

function entrySession({ id, start, end }: Session, removed: boolean): EntrySession {
  return { id, start: start.getTime(), end: end.getTime(), removed };
}

/** An activity as it is listed for some of its sessions only: those that are asked for. */
export function withSessions(activity: AnnouncedActivity, sessions: readonly string[]): AnnouncedActivity {
  const wanted = ({ id }: Session) => sessions.includes(id);
  const { state } = activity;
  return {
    ...activity,
    state: {
      ...state,
      sessions: state.sessions.filter(wanted),
      removedSessions: state.removedSessions.filter(wanted),
    },
  };
}

function marksOf(activity: Announced): string[] {
  const { form, mode, municipality, county, venue, campaigns, organisers, topics, targetGroups, languages } = activity;
  return [
    marked('form', form),
    marked('mode', mode),
    marked('municipality', municipality),
    marked('county', county),
    ...campaigns.map((campaign) => marked('campaign', campaign)),
    ...organisers.map((organiser) => marked('organisation', organiser)),
    ...topics.map((topic) => marked('topic', topic)),
    ...targetGroups.map((group) => marked('targetGroup', group)),
    ...languages.map((language) => marked('language', language)),
    ...(venue?.accessibility ?? []).map((feature) => marked('accessibility', feature)),
  ];
}

/** What somebody who looks for an activity may remember of it, in whichever language. */
function textOf({ title, description, venue, topics, form, ...activity }: Announced): string {
  return [
    ...texts(title),
    ...texts(description),
    venue?.name ?? '',
    venue?.address ?? '',
    form,
    ...topics,
    municipality(activity.municipality).name,
    county(activity.county).name,
  ].join(' ');
}

function lessonsOf(activity: Announced): string {
  if (activity.status !== 'reported') return '';
  const { method = '', lessons = '' } = activity.report;
  return `${method} ${lessons}`.trim();
}

function texts(localised: Localised | undefined): string[] {
  return localised ? Object.values<string>({ ...localised }) : [];
}
