import type { Capability } from '@kraftsamling/contracts';
import { municipalityNamed } from '@kraftsamling/geography';
import { plainToInstance } from 'class-transformer';
import { under } from '@kraftsamling/messaging/decision';
import {
  daysIn,
  fieldErrors,
  inColumns,
  missingCells,
  oneForEachColumn,
  wholeNumberIn,
  wordsInSmall,
  yesOrNo,
} from '@kraftsamling/service';
import type { CsvRow, InvalidRow } from '@kraftsamling/service';
import { unusualAmounts } from '@kraftsamling/service/unusual-number';
import type { Campaign } from '../campaign/campaign.ts';
import { profileErrors } from '../organisation/organisation.ts';
import type { Contact, OrganisationProfile } from '../organisation/organisation.state.ts';
import { profileFrom } from '../organisation/organisation.dto.ts';
import { categoryErrors, dayErrors } from '../registration/registration.ts';
import type { Particulars } from '../registration/registration.state.ts';
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
  /** The columns that are filled in. */
  readonly said: ReadonlySet<string>;
}

/** Reads a row as a registration, held to the same rules as one that comes as JSON. One error for each invalid column. */
export function readRow(row: CsvRow, campaign: Campaign, confirmUnusual = false): ImportedRow | InvalidRow {
  const { line } = row;
  const given = registrationFrom(row, confirmUnusual);
  const body = plainToInstance(ApplicationDto, given);
  const profile = profileFrom({ ...given.organisation, contacts: [given.contact] });

  // Whether a day must be chosen, the campaign says.
  const missing = missingCells(
    row,
    requiredColumns.filter((column) => column !== 'days'),
  );
  const refused = [
    ...under('/organisation', profileErrors(profile)),
    ...categoryErrors(campaign, profile.category),
    ...dayErrors(campaign, given.days),
    ...unusualAmounts('/offers', given.offers),
    ...unusualAmounts('/needs', given.needs),
  ];
  const inputErrors = [...missing, ...inColumns(line, columns, [...fieldErrors(body), ...refused])];

  return inputErrors.length > 0
    ? { inputErrors: oneForEachColumn(inputErrors) }
    : { line, profile, particulars: particularsFrom(given), said: new Set(row.cells.keys()) };
}

/** The cells as the fields of `POST /v1/registrations`. What a cell says wrongly stays as it is, for the rules to refuse. */
function registrationFrom({ cells }: CsvRow, confirmUnusual: boolean) {
  const cell = (column: Column) => cells.get(column);
  const organisationNumber = cell('organisationNumber');
  const consentsToMatching = yesOrNo(cell('consentsToMatching'));
  const phone = cell('contactPhone');
  const message = cell('message');
  return {
    organisation: {
      name: cell('organisation') ?? '',
      ...(organisationNumber !== undefined && { organisationNumber }),
      category: cell('category')?.toLowerCase() ?? '',
      sector: cell('sector')?.toLowerCase() as OrganisationProfile['sector'],
      municipality: municipalityCode(cell('municipality') ?? ''),
      ...(consentsToMatching !== undefined && { consentsToMatching }),
    },
    contact: {
      name: cell('contactName') ?? '',
      email: cell('contactEmail') ?? '',
      ...(phone !== undefined && { phone }),
      language: (cell('language')?.toLowerCase() ?? 'sv') as Contact['language'],
    },
    days: daysIn(cell('days')),
    offers: capabilitiesIn(cell('offers'), confirmUnusual),
    needs: capabilitiesIn(cell('needs'), confirmUnusual),
    ...(message !== undefined && { message }),
  };
}

/** A code or a name. Spreadsheets take the zero away that some codes begin with. */
function municipalityCode(cell: string): string {
  if (/^\d{3,4}$/.test(cell)) return cell.padStart(4, '0');
  return municipalityNamed(cell)?.code ?? cell;
}

/** `venue coaches:5` */
function capabilitiesIn(cell = '', confirmUnusual: boolean) {
  return wordsInSmall(cell.replace(/\s*:\s*/g, ':')).map((word) => {
    const [name, amount = '1'] = word.split(':');
    const said = { capability: name as Capability['capability'], amount: wholeNumberIn(amount) };
    return confirmUnusual ? { ...said, confirmUnusual } : said;
  });
}
