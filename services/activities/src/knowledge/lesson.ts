import { dayOf } from '@kraftsamling/service/calendar-day';
import type { Activity } from '../activity/activity.state.ts';

/** What others can learn from an activity that has been held. */
export type Lesson = Pick<
  Activity,
  'title' | 'form' | 'topics' | 'targetGroups' | 'municipality' | 'county' | 'campaigns' | 'organisers'
> & { readonly activityId: string; readonly heldUntil: string; readonly method?: string; readonly lessons?: string };

export function lessonOf({ id, state }: { id: string; state: Activity }): Lesson[] {
  if (state.status !== 'reported') return [];
  const { title, form, topics, targetGroups, municipality, county, campaigns, organisers, report } = state;
  const { method, lessons } = report;
  return state.sessions.slice(-1).map(({ start }) => ({
    activityId: id,
    title,
    form,
    topics,
    targetGroups,
    municipality,
    county,
    campaigns,
    organisers,
    heldUntil: dayOf(start),
    ...(method !== undefined && { method }),
    ...(lessons !== undefined && { lessons }),
  }));
}
