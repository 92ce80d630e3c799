import { Injectable } from '@nestjs/common';
import type { Stored } from '@kraftsamling/messaging';
import {
  admit,
  Audit,
  changedIfAsked,
  Clock,
  createdOnce,
  csvInputError,
  importResult,
  openCsv,
  readRows,
  reasonOf,
  repeatedRows,
  writeRows,
} from '@kraftsamling/service';
import type {
  Admitted,
  Csv,
  CsvFile,
  CsvInputError,
  ImportQuery,
  Outcome,
  Principal,
  RowOutcome,
} from '@kraftsamling/service';
import { v5 as uuidFrom } from 'uuid';
import type { Campaign } from '../campaign/campaign.ts';
import { Campaigns } from '../campaign/campaign.store.ts';
import { identityOf, maybeKnown } from '../organisation/organisation.ts';
import type { Organisation } from '../organisation/organisation.state.ts';
import { Organisations } from '../organisation/organisation.store.ts';
import { OrganisationsService } from '../organisation/organisations.service.ts';
import { linkHash, linkSecret } from '../registration/management-link.ts';
import { categoryErrors, refuseUnlessOpen, submitRegistration, whyOver } from '../registration/registration.ts';
import type { Registration } from '../registration/registration.state.ts';
import { Registrations } from '../registration/registration.store.ts';
import { RegistrationsService } from '../registration/registrations.service.ts';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { isAboutPersons, organisationDifferences, registrationDifferences } from './differences.ts';
import type { RegistrationDifference, RegistrationImportResult } from './import-result.dto.ts';
import { columns, readRow, requiredColumns } from './registration-row.dto.ts';
import type { ImportedRow } from './registration-row.dto.ts';

type RegistrationOutcome = Outcome<RegistrationDifference>;
type RegistrationDiffers = Omit<RegistrationDifference, 'line'>;

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
    private readonly editing: RegistrationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly settings: RegistrationsSettings,
  ) {}

  async import(
    caller: Principal,
    campaignId: string,
    query: ImportQuery,
    file: CsvFile,
  ): Promise<RegistrationImportResult> {
    const { state: campaign } = await this.campaigns.require(campaignId);
    refuseUnlessOpen(campaign, this.clock.now());
    const csv = openCsv(file, columns, requiredColumns);
    const { rows, refused } = await this.checked(csv, campaign, query);
    const organisations = await this.organisations.withIdentities(rows.map(({ profile }) => identityOf(profile)));
    const ids = [...organisations.values()].map(({ id }) => id);
    const registrations = await this.registrations.thereIn(campaignId, ids);

    const outcomes = await writeRows(rows, async (row) => {
      const organisation = organisations.get(identityOf(row.profile));
      const registration = registrations.get(organisation?.id ?? '');
      return { line: row.line, ...(await this.importRow(caller, campaignId, query, row, organisation, registration)) };
    }).finally(() => this.audit.note(caller, 'imported-registrations', 'campaign', campaignId));

    return { encoding: csv.encoding, ...importResult(outcomes), rows: csv.rows.length, ...refused };
  }

  private async checked({ rows }: Csv, campaign: Campaign, query: ImportQuery): Promise<Admitted<ImportedRow>> {
    const { sound, inputErrors } = await readRows(rows, (row) =>
      readRow(row, campaign, query.confirmUnusual === 'true'),
    );
    // By `update` it becomes of the category that the file says, which its row has been held to.
    const notInvited = query.mode === 'update' ? [] : await this.notInvited(sound, campaign);
    const refused = [...repeated(sound), ...notInvited, ...(await this.uncertain(sound))];
    return admit(sound, [...inputErrors, ...refused], query);
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

  /** An organisation that is known keeps its category, whatever the file says, unless it is asked to change it. */
  private async notInvited(rows: readonly ImportedRow[], campaign: Campaign): Promise<CsvInputError[]> {
    const known = await this.organisations.withIdentities(rows.map(({ profile }) => identityOf(profile)));
    return rows.flatMap(({ line, profile }) => {
      const category = known.get(identityOf(profile))?.state.category ?? profile.category;
      return categoryErrors(campaign, category).map(({ code, detail }) =>
        csvInputError(line, 'category', code, detail),
      );
    });
  }

  private async importRow(
    caller: Principal,
    campaignId: string,
    query: ImportQuery,
    row: ImportedRow,
    organisation: Stored<Organisation> | undefined,
    registration: Stored<Registration> | undefined,
  ): Promise<RegistrationOutcome> {
    if (!organisation) return { outcome: await this.register(campaignId, row) };
    if (!registration) return this.registerKnown(caller, campaignId, query, row, organisation);

    const ofOrganisation = organisationDifferences(organisation.state, row);
    const ofRegistration = registrationDifferences(registration.state, row);
    const differences = [...ofOrganisation.differences, ...ofRegistration.differences];
    if (differences.some(({ column }) => isAboutPersons(column)))
      await this.audit.note(caller, 'read', 'registration', registration.id);

    const [organisationId, registrationId] = [organisation.id, registration.id];
    const differs: RegistrationDiffers = { outcome: 'differs', organisationId, registrationId, differences };
    const over = whyOver(registration.state);
    if (over) return { ...differs, ...reasonOf(over) };
    if (differences.length === 0) return { outcome: 'unchanged' };
    return changedIfAsked(query, differs, async () => {
      if (ofRegistration.differences.length > 0)
        await this.editing.amend(caller, registrationId, ofRegistration.amendment, registration.version);
      if (ofOrganisation.differences.length > 0)
        await this.network.amend(caller, organisationId, ofOrganisation.amendment, organisation.version);
    });
  }

  /** Of an organisation that is there: with `update` it becomes as the file says first, and if that is refused it is not registered. */
  private async registerKnown(
    caller: Principal,
    campaignId: string,
    query: ImportQuery,
    row: ImportedRow,
    { id: organisationId, state, version }: Stored<Organisation>,
  ): Promise<RegistrationOutcome> {
    const { differences, amendment } = organisationDifferences(state, row);
    if (differences.length === 0) return { outcome: await this.register(campaignId, row) };

    const differs: RegistrationDiffers = { outcome: 'differs', organisationId, differences };
    const compared = await changedIfAsked(query, differs, () =>
      this.network.amend(caller, organisationId, amendment, version),
    );
    if (compared.code !== undefined) return compared;
    const outcome = await this.register(campaignId, row);
    return outcome === 'created' ? { ...compared, outcome } : compared;
  }

  /**
   * The id follows from campaign and organisation. So a file that is imported again finds what it has made, also what has been
   * withdrawn since, and an import that was interrupted is completed by importing the same file once more.
   * It is decided on the campaign as it is by then: once it is closed nothing more is made, and the import is refused half-way.
   */
  private async register(campaignId: string, { profile, particulars }: ImportedRow): Promise<RowOutcome> {
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
