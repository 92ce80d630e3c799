import { compared } from '@kraftsamling/service/differences';
import type { Compared } from '@kraftsamling/service/differences';
import type { Activity, Proposal } from '../activity/activity.state.ts';
import { sessionsFrom } from '../activity/session.ts';
import type { Session } from '../activity/session.ts';
import { localTime } from '../activity/time.ts';

/**
 * What a file says otherwise than the activity that is there. An empty cell says nothing, and so does a file of what it has no columns for. A
 * venue that is booked is as its owner describes it.
 */
export function differencesOf(
  activity: Activity,
  { proposal, said }: { readonly proposal: Proposal; readonly said: ReadonlySet<string> },
): Compared<Proposal> {
  return compared((compare, amendment) => {
    const title = { ...activity.title, ...proposal.title };
    compare('title', activity.title.sv, title.sv, { title });
    if (said.has('titleEn')) compare('titleEn', activity.title.en, title.en, { title });
    if (proposal.description) {
      const description = { ...activity.description, ...proposal.description };
      compare('description', activity.description?.sv, description.sv, { description });
    }
    for (const field of [
      'form',
      'topics',
      'targetGroups',
      'languages',
      'mode',
      'onlineAddress',
      'capacity',
      'freeOfCharge',
    ] as const)
      // prettier-ignore
      if (said.has(field)) compare(field, activity[field], proposal[field], { [field]: proposal[field] });
    if (proposal.venue && activity.venue?.resourceId === undefined) {
      const { position: _, ...before } = activity.venue ?? { accessibility: [] };
      const { accessibility, ...described } = proposal.venue;
      const place = { ...before, ...described };
      compare('venue', activity.venue?.name, place.name, { venue: place });
      compare('address', activity.venue?.address, place.address, { venue: place });
      if (said.has('accessibility'))
        compare('accessibility', before.accessibility, accessibility, {
          venue: { ...(amendment.venue ?? activity.venue ?? place), accessibility },
        });
    }
    const [there, file] = [activity.sessions, sessionsFrom(proposal.sessions).sessions].map((all) => all.map(timeOf));
    compare('start', without(there ?? [], file ?? []), without(file ?? [], there ?? []), {
      sessions: proposal.sessions,
    });
    const organisers = proposal.organisers.every((id) => activity.organisers.includes(id));
    if (!organisers)
      compare('organisation', activity.organisers, proposal.organisers, { organisers: proposal.organisers });
    const campaigns = [...new Set([...activity.campaigns, ...proposal.campaigns])];
    compare('campaign', activity.campaigns, campaigns, { campaigns });
  });
}

export function timesOf({ sessions }: Proposal): string[] {
  return sessionsFrom(sessions).sessions.map(timeOf);
}

/** `2024-11-15 22:00–2024-11-16 02:00` */
function timeOf({ start, end }: Session): string {
  const [from, to] = [localTime(start), localTime(end)];
  const isOneDay = from.slice(0, 10) === to.slice(0, 10);
  return `${from.replace('T', ' ')}–${isOneDay ? to.slice(11) : to.replace('T', ' ')}`;
}

function without(times: readonly string[], others: readonly string[]): string[] {
  return times.filter((time) => !others.includes(time));
}
