import { Injectable } from '@nestjs/common';
import type { CampaignData } from '@kraftsamling/contracts';
import { countyOf, isMunicipality } from '@kraftsamling/geography';
import { nothingHappens, Refusal } from '@kraftsamling/messaging';
import type { Change, Stored } from '@kraftsamling/messaging';
import {
  admit,
  Audit,
  Clock,
  createdOnce,
  csvInputError,
  openCsv,
  readRows,
  refuseInvalidCsv,
  writeRows,
} from '@kraftsamling/service';
import type { Csv, CsvFile, ImportQuery, ImportResult, Principal } from '@kraftsamling/service';
import { v5 as uuidFrom } from 'uuid';
import { refuseUnlessMayChange } from '../access.ts';
import { ActivitiesService } from '../activity/activities.service.ts';
import { isCancelled, planActivity, publishActivity } from '../activity/activity.ts';
import type { Activity, Proposal } from '../activity/activity.state.ts';
import { Activities } from '../activity/activity.store.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { differencesOf } from './differences.ts';
import { activitiesIn } from './imported-activity.dto.ts';
import type { ImportedActivity } from './imported-activity.dto.ts';
import type {
  ImportMode,
  Outcome,
  ProgrammeImportQuery,
  ProgrammeImportResult,
  RowDifference,
} from './import-result.dto.ts';
import { columns, knownIn, readRow, requiredColumns, sessionsOf } from './programme-row.dto.ts';
import type { ProgrammeOf } from './programme-row.dto.ts';

/** Makes the ids of imported activities. It must never change: that is how a file imported again is recognised. */
const namespace = '0d5f6c1e-8a3b-4f27-9c61-e4b7a2d85f90';

/** As many as the rows of a file that has no repetitions in it, twice over. */
const mostSessionsInAFile = 10_000;
/** Whoever has looked at so many knows what is the matter with the others. */
const mostDifferences = 1_000;

/** A file is looked through as a whole, and imported only if there is nothing wrong in it, or if those who send it ask for the rest of it. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly activities: Activities,
    private readonly editing: ActivitiesService,
    private readonly campaigns: Campaigns,
    private readonly organisations: Organisations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async import(
    caller: Principal,
    municipality: string,
    query: ProgrammeImportQuery,
    file: CsvFile,
  ): Promise<ProgrammeImportResult> {
    refuseUnlessTheirs(caller, municipality);
    const { campaign: campaignId, mode = 'create', confirmUnusual } = query;
    const campaign = campaignId === undefined ? undefined : await this.openCampaign(campaignId);
    const csv = openCsv(file, columns, requiredColumns);
    refuseTooManySessions(csv);

    const organisers = await this.organisersIn(csv);
    const programme = { municipality, campaign, ...organisers, confirmUnusual: confirmUnusual === 'true' };
    const { activities, refused } = await checked(csv, programme, query);
    const there = await this.activities.thereAs(
      municipality,
      activities.map(({ naturalKey }) => ({ naturalKey, id: idOf(naturalKey) })),
    );

    const outcomes: OutcomeOfLine[] = [];
    await writeRows(activities, async (activity) => {
      const known = there.get(activity.naturalKey);
      const outcome = known
        ? await this.compared(caller, activity, known, mode)
        : await this.publish(activity, programme);
      outcomes.push(...activity.lines.map((line) => ({ line, ...outcome })));
      return outcome.outcome === 'created' ? 'created' : 'unchanged';
    }).finally(() => this.audit.note(caller, 'imported-programme', 'municipality', municipality));
    return { encoding: csv.encoding, ...resultOf(outcomes), rows: csv.rows.length, ...refused };
  }

  /**
   * The id follows from title, day and place. So a file that is imported again finds what it has made, also what has been moved or
   * renamed since, and an import that was interrupted is completed by importing the same file once more.
   */
  private async publish({ proposal, naturalKey }: ImportedActivity, programme: ProgrammeOf): Promise<Outcome> {
    const published = publishedAtOnce(proposal, programme, this.clock.now());
    return { outcome: await createdOnce(this.activities.create(idOf(naturalKey), published)) };
  }

  /** What is there already is changed only where that is asked for, and where whoever asks could have changed it by hand. */
  private async compared(
    caller: Principal,
    imported: ImportedActivity,
    { id, state }: Stored<Activity>,
    mode: ImportMode,
  ): Promise<Outcome> {
    const { differences, amendment } = differencesOf(state, imported);
    const { confirmUnusual } = imported.proposal;
    const differs = { outcome: 'differs', activityId: id, differences } as const;
    if (state.status === 'cancelled') return { ...differs, ...reasonOf(isCancelled()) };
    if (differences.length === 0) return { outcome: 'unchanged' };
    if (mode !== 'update') return differs;

    try {
      await this.editing.amend(caller, id, { ...amendment, ...(confirmUnusual && { confirmUnusual }) });
      return { ...differs, outcome: 'changed' };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return { ...differs, ...reasonOf(refusal) };
    }
  }

  private async openCampaign(id: string): Promise<CampaignData> {
    const campaign = (await this.campaigns.known([id])).get(id);
    if (!campaign)
      throw new Refusal(
        'unknown-campaign',
        `There is no campaign ${id}, or it is not known here yet. Try again in a moment.`,
        'invalid',
      );
    if (campaign.status !== 'announced') throw new Refusal('campaign-closed', `${id} is closed.`);
    return campaign;
  }

  private async organisersIn({ rows }: Csv): Promise<Pick<ProgrammeOf, 'byId' | 'byName'>> {
    const byName = await this.organisations.byName();
    const named = [...byName.values()].flat().map(({ id }) => id);
    const written = rows.flatMap(({ cells }) => cells.get('organisation') ?? []);
    const nameless = await this.organisations.known([...new Set(written)]);
    return { byName, byId: new Map([...named, ...nameless.keys()].map((id) => [id, true])) };
  }
}

/** @throws Refusal before any of them is worked out: few bytes may stand for very many sessions. */
function refuseTooManySessions({ rows }: Csv): void {
  let sessions = 0;
  for (const row of rows) {
    sessions += sessionsOf(row);
    if (sessions <= mostSessionsInAFile) continue;
    const detail = `A file may stand for ${mostSessionsInAFile} sessions. Import the rest as another file.`;
    refuseInvalidCsv([csvInputError(row.line, 'until', 'too-many-sessions', detail)]);
  }
}

async function checked(
  { rows }: Csv,
  programme: ProgrammeOf,
  query: ImportQuery,
): Promise<{
  readonly activities: readonly ImportedActivity[];
  readonly refused: Pick<ImportResult, 'refused' | 'errors'>;
}> {
  const { sound, inputErrors } = await readRows(rows, (row) => readRow(row, programme));
  const { activities, inputErrors: repeated } = activitiesIn(sound);
  const { refused } = admit(sound, [...inputErrors, ...repeated], query);
  return { activities, refused };
}

function idOf(naturalKey: string): string {
  return uuidFrom(naturalKey, namespace);
}

type OutcomeOfLine = Outcome & { readonly line: number };

function reasonOf({ code, message }: Refusal): Pick<RowDifference, 'code' | 'detail'> {
  return { code, detail: message };
}

function resultOf(outcomes: readonly OutcomeOfLine[]): Omit<ProgrammeImportResult, 'encoding' | 'refused' | 'errors'> {
  const count = (wanted: Outcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    rows: outcomes.length,
    created: count('created'),
    unchanged: count('unchanged'),
    changed: count('changed'),
    differing: count('differs'),
    differences: outcomes
      .flatMap((outcome) => ('differences' in outcome ? [outcome] : []))
      .sort((one, other) => one.line - other.line)
      .slice(0, mostDifferences),
  };
}

function publishedAtOnce(proposal: Proposal, programme: ProgrammeOf, now: Date): Change<Activity> {
  const planned = planActivity(proposal, now);
  const published = publishActivity(planned.state, knownIn(programme), now);
  return published === nothingHappens ? planned : published;
}

function refuseUnlessTheirs(caller: Principal, municipality: string): void {
  if (!isMunicipality(municipality))
    throw new Refusal('not-found', `There is no municipality ${municipality}.`, 'not-found');
  refuseUnlessMayChange(caller, { organisers: [], municipality, county: countyOf(municipality).code });
}
