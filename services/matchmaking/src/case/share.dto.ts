import type { Capability } from '@kraftsamling/contracts';
import { OneOf, WholeNumber } from '@kraftsamling/service/fields';

const capabilities = [
  'venue',
  'coaches',
  'outreach',
  'expertise',
  'equipment',
  'communication',
  'interpretation',
  'funding',
] as const satisfies readonly Capability['capability'][];

/** So much of a capability. */
export class ShareDto {
  @OneOf(capabilities)
  capability: Capability['capability'];

  @WholeNumber(1, 1_000_000, { example: 2 })
  amount: number;
}
