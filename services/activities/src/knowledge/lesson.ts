import type { Activity } from '../activity/activity.state.ts';
import { daysOf } from '../activity/time.ts';

/** What others can learn from an activity that has been held. */
export type Lesson = Pick<
  Activity,
  'title' | 'form' | 'topics' | 'targetGroups' | 'municipality' | 'county' | 'campaigns' | 'organisers'
> & { readonly activityId: string; readonly heldUntil: string; readonly method?: string; readonly lessons?: string };

export function lessonOf({ id, state }: { id: string; state: Activity }): Lesson[] {
  if (state.status !== 'reported') return [];
  const { title, form, topics, targetGroups, municipality, county, campaigns, organisers, report } = state;
  const { method, lessons } = report;
  return state.sessions.slice(-1).map((session) => ({
    activityId: id,
    title,
    form,
    topics,
    targetGroups,
    municipality,
    county,
    campaigns,
    organisers,
    heldUntil: daysOf(session).at(-1) ?? '',
    ...(method !== undefined && { method }),
    ...(lessons !== undefined && { lessons }),
  }));
}
