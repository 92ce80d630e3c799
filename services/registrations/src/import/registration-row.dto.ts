import type { Capability } from '@kraftsamling/contracts';
import { municipalities } from '@kraftsamling/geography';
import type { Fault } from '@kraftsamling/messaging/decision';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { under } from '@kraftsamling/messaging/decision';
import { csvFault } from '@kraftsamling/service';
import type { CsvFault, CsvRow } from '@kraftsamling/service';
import type { Campaign } from '../campaign/campaign.ts';
import { profileFaults } from '../organisation/organisation.ts';
import type { Contact, OrganisationProfile } from '../organisation/organisation.ts';
import { profileFrom } from '../organisation/organisation.dto.ts';
import { categoryFaults, dayFaults } from '../registration/registration.ts';
import type { Particulars } from '../registration/registration.ts';
import { ApplicationDto, particularsFrom } from '../registration/registration.dto.ts';

/** The columns of the file, and which field of `POST /v1/registrations` each of them fills. */
export const columns = {
  organisation: '/organisation/name',
  organisationNumber: '/organisation/organisationNumber',
  category: '/organisation/category',
  sector: '/organisation/sector',
  municipality: '/organisation/municipality',
  days: '/days',
  offers: '/offers',
  needs: '/needs',
  contactName: '/contact/name',
  contactEmail: '/contact/email',
  contactPhone: '/contact/phone',
  language: '/contact/language',
  consentsToMatching: '/organisation/consentsToMatching',
  message: '/message',
} as const;

export type Column = keyof typeof columns;

/** The others may be left out of the file. */
export const requiredColumns = [
  'organisation',
  'category',
  'sector',
  'municipality',
  'days',
  'contactName',
  'contactEmail',
] as const satisfies readonly Column[];

export interface ImportedRow {
  readonly line: number;
  readonly profile: OrganisationProfile;
  readonly particulars: Particulars;
}

export function headerFaults(header: readonly string[]): CsvFault[] {
  const missing = requiredColumns.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !Object.hasOwn(columns, column));
  const repeated = header.filter((column, at) => header.indexOf(column) !== at);
  return [
    ...missing.map((column) => csvFault(1, column, 'column-missing', 'This column must be there.')),
    ...unknown.map((column) =>
      csvFault(1, column, 'column-unknown', `The columns are ${Object.keys(columns).join(', ')}.`),
    ),
    ...repeated.map((column) => csvFault(1, column, 'column-repeated', 'This column is there more than once.')),
  ];
}

/** Reads a row as a registration, held to the same rules as one that comes as JSON. One fault for each faulty column. */
export function readRow(row: CsvRow, campaign: Campaign): ImportedRow | { readonly faults: readonly CsvFault[] } {
  const { line } = row;
  const given = registrationFrom(row);
  const body = plainToInstance(ApplicationDto, given);
  const profile = profileFrom({ ...given.organisation, contacts: [given.contact] });

  const missing = requiredColumns
    .filter((column) => column !== 'days' && !row.cells.has(column))
    .map((column) => csvFault(line, column, 'cell-missing', 'The cell is empty.'));
  const invalid = validateSync(body).flatMap((error) => invalidFields(error, ''));
  const refused = [
    ...under('/organisation', profileFaults(profile)),
    ...categoryFaults(campaign, profile.category),
    ...dayFaults(campaign, given.days),
  ];
  const faults = [...missing, ...[...invalid, ...refused].map((fault) => inColumn(line, fault))];

  return faults.length > 0
    ? { faults: faults.filter(({ column }, at) => faults.findIndex((other) => other.column === column) === at) }
    : { line, profile, particulars: particularsFrom(given) };
}

/** The cells as the fields of `POST /v1/registrations`. What a cell says wrongly stays as it is, for the rules to refuse. */
function registrationFrom({ cells }: CsvRow) {
  const cell = (column: Column) => cells.get(column);
  const organisationNumber = cell('organisationNumber');
  const consentsToMatching = yesOrNo(cell('consentsToMatching'));
  const phone = cell('contactPhone');
  const message = cell('message');
  return {
    organisation: {
      name: cell('organisation') ?? '',
      ...(organisationNumber !== undefined && { organisationNumber }),
      category: cell('category') ?? '',
      sector: cell('sector') as OrganisationProfile['sector'],
      municipality: municipalityCode(cell('municipality') ?? ''),
      ...(consentsToMatching !== undefined && { consentsToMatching }),
    },
    contact: {
      name: cell('contactName') ?? '',
      email: cell('contactEmail') ?? '',
      ...(phone !== undefined && { phone }),
      language: (cell('language')?.toLowerCase() ?? 'sv') as Contact['language'],
    },
    days: words(cell('days')),
    offers: words(cell('offers')).map(capability),
    needs: words(cell('needs')).map(capability),
    ...(message !== undefined && { message }),
  };
}

function invalidFields({ property, constraints = {}, children = [] }: ValidationError, above: string): Fault[] {
  const pointer = `${above}/${property}`;
  return [
    ...Object.values(constraints).map((detail) => ({ pointer, code: 'cell-invalid', detail })),
    ...children.flatMap((child) => invalidFields(child, pointer)),
  ];
}

/** A fault in a field, told as a fault in the column that fills it. */
function inColumn(line: number, { pointer, code, detail }: Fault): CsvFault {
  const filled = Object.entries(columns).find(([, field]) => pointer === field || pointer.startsWith(`${field}/`));
  return csvFault(line, filled?.[0], code, detail);
}

/** A code or a name. Spreadsheets take the zero away that some codes begin with. */
function municipalityCode(cell: string): string {
  if (/^\d{3,4}$/.test(cell)) return cell.padStart(4, '0');
  const spoken = cell.toLocaleLowerCase('sv').replace(/ kommun$/, '');
  return municipalities.find(({ name }) => name.toLocaleLowerCase('sv') === spoken)?.code ?? cell;
}

/** Several values in a cell have spaces, commas or bars between them. */
function words(cell = ''): string[] {
  return cell.split(/[\s,|]+/).filter((word) => word !== '');
}

/** `venue` or `coaches:5`. */
function capability(word: string): Pick<Capability, 'capability' | 'amount'> {
  const [name, amount = '1'] = word.split(':');
  return { capability: name as Capability['capability'], amount: Number(amount) };
}

const yes = ['ja', 'yes', 'true', '1'];
const no = ['nej', 'no', 'false', '0'];

function yesOrNo(cell: string | undefined): boolean | undefined {
  const spoken = cell?.toLowerCase() ?? '';
  if (spoken === '') return undefined;
  // Neither: a text where a truth value is asked for, which the rules refuse.
  return yes.includes(spoken) ? true : no.includes(spoken) ? false : (cell as unknown as boolean);
}
