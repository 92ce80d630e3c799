import { Injectable } from '@nestjs/common';
import type { CampaignData } from '@kraftsamling/contracts';
import { countyOf, isMunicipality } from '@kraftsamling/geography';
import { nothingHappens, Refusal } from '@kraftsamling/messaging';
import type { Change } from '@kraftsamling/messaging';
import {
  Audit,
  Clock,
  createdOnce,
  csvInputError,
  openCsv,
  readRows,
  refuseInvalidCsv,
  repeatedRows,
  writeRows,
} from '@kraftsamling/service';
import type { Csv, CsvFile, ImportResult, Principal, RowOutcome } from '@kraftsamling/service';
import { v5 as uuidFrom } from 'uuid';
import { refuseUnlessMayChange } from '../access.ts';
import { planActivity, publishActivity } from '../activity/activity.ts';
import type { Activity } from '../activity/activity.state.ts';
import { Activities } from '../activity/activity.store.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { columns, knownIn, readRow, requiredColumns, sessionsOf } from './programme-row.dto.ts';
import type { ImportedRow, ProgrammeOf } from './programme-row.dto.ts';

/** Makes the ids of imported activities. It must never change: that is how a file imported again is recognised. */
const namespace = '0d5f6c1e-8a3b-4f27-9c61-e4b7a2d85f90';

/** As many as the rows of a file that has no repetitions in it, twice over. */
const mostSessionsInAFile = 10_000;

/** A file is looked through as a whole, and imported only if there is nothing wrong in it. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly activities: Activities,
    private readonly campaigns: Campaigns,
    private readonly organisations: Organisations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async import(
    caller: Principal,
    municipality: string,
    campaignId: string | undefined,
    file: CsvFile,
  ): Promise<ImportResult> {
    refuseUnlessTheirs(caller, municipality);
    const campaign = campaignId === undefined ? undefined : await this.openCampaign(campaignId);
    const csv = openCsv(file, columns, requiredColumns);
    refuseTooManySessions(csv);

    const programme = { municipality, campaign, ...(await this.organisersIn(csv)) };
    const rows = await checked(csv, programme);
    const there = await this.activities.thereAs(
      municipality,
      rows.map(({ naturalKey }) => naturalKey),
    );

    const written = await writeRows(rows, (row) =>
      there.has(row.naturalKey) ? Promise.resolve('unchanged') : this.publish(row, programme),
    ).finally(() => this.audit.note(caller, 'imported-programme', 'municipality', municipality));
    return { encoding: csv.encoding, ...written };
  }

  /**
   * The id follows from title, day and place. So a file that is imported again finds what it has made, also what has been moved or
   * renamed since, and an import that was interrupted is completed by importing the same file once more.
   */
  private publish({ proposal, naturalKey }: ImportedRow, programme: ProgrammeOf): Promise<RowOutcome> {
    const published = publishedAtOnce(proposal, programme, this.clock.now());
    return createdOnce(this.activities.create(uuidFrom(naturalKey, namespace), published));
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

/** @throws Refusal with every error in the file */
async function checked({ rows }: Csv, programme: ProgrammeOf): Promise<readonly ImportedRow[]> {
  const { sound, inputErrors } = await readRows(rows, (row) => readRow(row, programme));
  const repeated = repeatedRows(sound, ({ naturalKey }) => naturalKey, {
    column: 'title',
    code: 'activity-repeated',
    subject: 'An activity with this title, on this day and at this place,',
  });
  refuseInvalidCsv([...inputErrors, ...repeated]);
  return sound;
}

function publishedAtOnce(proposal: ImportedRow['proposal'], programme: ProgrammeOf, now: Date): Change<Activity> {
  const planned = planActivity(proposal, now);
  const published = publishActivity(planned.state, knownIn(programme), now);
  return published === nothingHappens ? planned : published;
}

function refuseUnlessTheirs(caller: Principal, municipality: string): void {
  if (!isMunicipality(municipality))
    throw new Refusal('not-found', `There is no municipality ${municipality}.`, 'not-found');
  refuseUnlessMayChange(caller, { organisers: [], municipality, county: countyOf(municipality).code });
}
