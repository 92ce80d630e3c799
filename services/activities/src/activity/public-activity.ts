import { shownGroups } from '@kraftsamling/contracts';
import type { ActivityData, ReportData } from '@kraftsamling/contracts';
import type { Activity, Localised, RecalledBooking, ReportedActivity, Venue } from './activity.state.ts';
import type { Report } from './report.ts';
import { localTime } from './time.ts';

/** An activity as it is published. */
export function publicActivity(activity: Activity, id: string): ActivityData {
  const { title, form, mode, municipality, county, venue, capacity, freeOfCharge, caseId, status } = activity;
  return {
    id,
    title,
    form,
    topics: [...activity.topics],
    targetGroups: [...activity.targetGroups],
    languages: [...activity.languages],
    mode,
    municipality,
    county,
    ...(venue && { venue: publicVenue(venue) }),
    sessions: activity.sessions.map(({ id, start, end }) => ({
      id,
      start: start.toISOString(),
      end: end.toISOString(),
    })),
    ...(capacity !== undefined && { capacity }),
    freeOfCharge,
    organisers: [...activity.organisers],
    campaigns: [...activity.campaigns],
    yearRoundIn: [...activity.yearRoundIn],
    ...(caseId !== undefined && { caseId }),
    offersYearRoundHelp: activity.yearRoundHelp !== undefined,
    status,
    plannedAt: activity.plannedAt.toISOString(),
    ...history(activity),
  };
}

/** An activity as it is shown in the programme: with its texts, and with the times that Swedish clocks show. */
export type ShownActivity = Omit<ActivityData, 'sessions' | 'venue' | 'report'> & {
  readonly description?: Localised;
  readonly venue?: Venue;
  readonly onlineAddress?: string;
  readonly yearRoundHelp?: Localised;
  readonly sessions: readonly (ActivityData['sessions'][number] & {
    readonly localStart: string;
    readonly localEnd: string;
  })[];
  readonly report?: Report & Pick<ReportData, 'awaitingConfirmation'>;
};

export function shownActivity(activity: Activity, id: string): ShownActivity {
  const { report: _, ...published } = publicActivity(activity, id);
  const { description, venue, onlineAddress, yearRoundHelp } = activity;
  return {
    ...published,
    ...(description && { description }),
    ...(venue && { venue }),
    ...(onlineAddress !== undefined && { onlineAddress }),
    ...(yearRoundHelp && { yearRoundHelp }),
    sessions: activity.sessions.map(({ id, start, end }) => ({
      id,
      start: start.toISOString(),
      end: end.toISOString(),
      localStart: localTime(start),
      localEnd: localTime(end),
    })),
    ...(activity.status === 'reported' && { report: shownReport(activity) }),
  };
}

/** An activity as those see it who may change it, or are asked to organise it: with all of its report, what is booked for it, and who is asked. */
export type OwnActivity = ShownActivity &
  Pick<Activity, 'bookings'> & {
    readonly invited: readonly string[];
    /** Those numbers of its report that await confirmation, as JSON pointers. */
    readonly unusual?: readonly string[];
    readonly recalled: readonly (Omit<RecalledBooking, 'recalledAt'> & { readonly recalledAt: string })[];
  };

export function ownActivity(activity: Activity, id: string): OwnActivity {
  const { bookings, invited = [], recalled = [] } = activity;
  const shown = shownActivity(activity, id);
  return {
    ...shown,
    ...(activity.status === 'reported' && {
      report: { ...shown.report, ...activity.report },
      unusual: activity.unusual ?? [],
    }),
    bookings,
    invited,
    recalled: recalled.map(({ recalledAt, ...rest }) => ({ ...rest, recalledAt: recalledAt.toISOString() })),
  };
}

function publicVenue({ resourceId, name, position, accessibility }: Venue): NonNullable<ActivityData['venue']> {
  return {
    ...(resourceId !== undefined && { resourceId }),
    name,
    ...(position && { position }),
    accessibility: [...accessibility],
  };
}

type History = Pick<
  ActivityData,
  'publishedAt' | 'cancelledAt' | 'cancellationReason' | 'reportedAt' | 'correctedAt' | 'report'
>;

function history(activity: Activity): History {
  switch (activity.status) {
    case 'planned':
      return {};
    case 'published':
      return { publishedAt: activity.publishedAt.toISOString() };
    case 'cancelled':
      return {
        ...(activity.publishedAt && { publishedAt: activity.publishedAt.toISOString() }),
        cancelledAt: activity.cancelledAt.toISOString(),
        cancellationReason: activity.cancellationReason,
      };
    case 'reported':
      return {
        publishedAt: activity.publishedAt.toISOString(),
        reportedAt: activity.reportedAt.toISOString(),
        ...(activity.correctedAt && { correctedAt: activity.correctedAt.toISOString() }),
        report: publicReport(activity),
      };
  }
}

/** Method and lessons are long texts: they are read in the knowledge bank. */
function publicReport(activity: ReportedActivity): ReportData {
  const { method: _, lessons: __, targetGroups, ...figures } = shownReport(activity);
  return { ...figures, targetGroups: [...targetGroups] };
}

/** A small group is told to nobody but those who have counted it and those who look after the place. */
function shownReport({ report, unusual }: ReportedActivity): NonNullable<ShownActivity['report']> {
  return {
    ...report,
    targetGroups: shownGroups(report, report.targetGroups),
    ...(unusual && { awaitingConfirmation: true }),
  };
}
