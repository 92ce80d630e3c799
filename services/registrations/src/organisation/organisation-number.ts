import { isChecked } from '@kraftsamling/service/luhn';

/** An organisation number as the Swedish authorities write it: ten digits. */
export interface OrganisationNumber {
  readonly digits: string;
  /** A sole trader's number is a personal (or co-ordination) number: it names a human being. */
  readonly soleTrader: boolean;
}

/** Reads `556036-0793`, `5560360793`, with its century `165560360793`, and as a number for VAT `SE556036079301`. Undefined when it is not an organisation number. */
export function readOrganisationNumber(text: string): OrganisationNumber | undefined {
  const written = text
    .normalize('NFKC')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\s\p{Cf}]/gu, '');
  const plain = /^SE(.+)\d{2}$/i.exec(written)?.[1] ?? written;
  const parts = /^(16|18|19|20)?(\d{6})[-+]?(\d{4})$/.exec(plain);
  if (!parts) return undefined;
  const [, century, six, four] = parts;
  const digits = `${six}${four}`;
  if (!isChecked(digits)) return undefined;

  // Two digits stand where a personal number has its month; for a legal person they are always 20 or more.
  const soleTrader = Number(digits.slice(2, 4)) < 20;
  if (soleTrader && !isDayOfBirth(digits)) return undefined;
  if (century !== undefined && soleTrader === (century === '16')) return undefined;
  return { digits, soleTrader };
}

/** A co-ordination number has 60 added to the day. */
function isDayOfBirth(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6)) % 60;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
