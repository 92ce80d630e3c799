import { Injectable } from '@nestjs/common';
import type {
  Admitted,
  Csv,
  CsvFile,
  CsvInputError,
  ImportQuery,
  ImportResult,
  Principal,
  RowOutcome,
} from '@kraftsamling/service';
import { v5 as uuidFrom } from 'uuid';
import {
  admit,
  Audit,
  Clock,
  createdOnce,
  csvInputError,
  openCsv,
  readRows,
  repeatedRows,
  writeRows,
} from '@kraftsamling/service';
import type { Campaign } from '../campaign/campaign.ts';
import { Campaigns } from '../campaign/campaign.store.ts';
import { identityOf, maybeKnown } from '../organisation/organisation.ts';
import { Organisations } from '../organisation/organisation.store.ts';
import { OrganisationsService } from '../organisation/organisations.service.ts';
import { linkHash, linkSecret } from '../registration/management-link.ts';
import { categoryErrors, refuseUnlessOpen, submitRegistration } from '../registration/registration.ts';
import { Registrations } from '../registration/registration.store.ts';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { columns, readRow, requiredColumns } from './registration-row.dto.ts';
import type { ImportedRow } from './registration-row.dto.ts';

/** Makes the ids of imported registrations. It must never change: that is how a file imported again is recognised. */
const namespace = '6f1a4c9e-5b0d-4a53-9a86-2f6a0c1d7e34';

/** A file is looked through as a whole, and imported only if there is nothing wrong in it, or if those who send it ask for the rest of it. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly organisations: Organisations,
    private readonly registrations: Registrations,
    private readonly network: OrganisationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly settings: RegistrationsSettings,
  ) {}

  async import(caller: Principal, campaignId: string, query: ImportQuery, file: CsvFile): Promise<ImportResult> {
    const { state: campaign } = await this.campaigns.require(campaignId);
    refuseUnlessOpen(campaign, this.clock.now());
    const csv = openCsv(file, columns, requiredColumns);
    const { rows, refused } = await this.checked(csv, campaign, query);
    const registered = await this.registeredBefore(campaignId, rows);

    const written = await writeRows(rows, (row) =>
      registered.has(row) ? Promise.resolve('unchanged') : this.importRow(campaignId, row),
    ).finally(() => this.audit.note(caller, 'imported-registrations', 'campaign', campaignId));

    return { encoding: csv.encoding, ...written, rows: csv.rows.length, ...refused };
  }

  private async checked({ rows }: Csv, campaign: Campaign, query: ImportQuery): Promise<Admitted<ImportedRow>> {
    const { sound, inputErrors } = await readRows(rows, (row) =>
      readRow(row, campaign, query.confirmUnusual === 'true'),
    );
    const refused = [...repeated(sound), ...(await this.notInvited(sound, campaign)), ...(await this.uncertain(sound))];
    return admit(sound, [...inputErrors, ...refused], query);
  }

  /** Rows of organisations that have registered by themselves, be it withdrawn or declined since: no file brings them back. */
  private async registeredBefore(campaignId: string, rows: readonly ImportedRow[]): Promise<ReadonlySet<ImportedRow>> {
    const known = await this.organisations.withIdentities(rows.map(({ profile }) => identityOf(profile)));
    const ids = [...known.values()].map(({ id }) => id);
    const registered = await this.registrations.registeredBefore(campaignId, ids);
    return new Set(rows.filter(({ profile }) => registered.has(known.get(identityOf(profile))?.id ?? '')));
  }

  /** Rows of which the secretariat must say first whether they are of an organisation that is known. */
  private async uncertain(rows: readonly ImportedRow[]): Promise<CsvInputError[]> {
    const known = await this.network.mayBeKnown(rows.map(({ profile }) => profile));
    return rows.flatMap(({ line, profile }) => {
      const other = known.get(profile);
      if (!other) return [];
      const { code, message } = maybeKnown(profile, other.id);
      return [csvInputError(line, 'organisation', code, message)];
    });
  }

  /** An organisation that is known keeps its category, whatever the file says. */
  private async notInvited(rows: readonly ImportedRow[], campaign: Campaign): Promise<CsvInputError[]> {
    const known = await this.organisations.withIdentities(rows.map(({ profile }) => identityOf(profile)));
    return rows.flatMap(({ line, profile }) => {
      const category = known.get(identityOf(profile))?.state.category ?? profile.category;
      return categoryErrors(campaign, category).map(({ code, detail }) =>
        csvInputError(line, 'category', code, detail),
      );
    });
  }

  /**
   * The id follows from campaign and organisation. So a file that is imported again finds what it has made, also what has been
   * withdrawn since, and an import that was interrupted is completed by importing the same file once more.
   * It is decided on the campaign as it is by then: once it is closed nothing more is made, and the import is refused half-way.
   */
  private async importRow(campaignId: string, { profile, particulars }: ImportedRow): Promise<RowOutcome> {
    const { state: campaign } =
      (await this.campaigns.current(campaignId)) ?? (await this.campaigns.require(campaignId));
    refuseUnlessOpen(campaign, this.clock.now());
    const organisation = await this.network.admit(profile);
    const id = uuidFrom(`${campaignId}/${organisation.id}`, namespace);
    const secret = linkHash(linkSecret(this.settings.linkKey, id));
    const registrant = { id: organisation.id, ...organisation.state };
    const submission = { ...particulars, campaignId, linkHash: secret };

    const submitted = submitRegistration(campaign, registrant, submission, this.clock.now());
    return createdOnce(this.registrations.create(id, submitted));
  }
}

function repeated(rows: readonly ImportedRow[]): CsvInputError[] {
  return repeatedRows(rows, ({ profile }) => identityOf(profile), {
    column: 'organisation',
    code: 'organisation-repeated',
    subject: 'This organisation',
  });
}
