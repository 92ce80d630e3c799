import { capabilities } from '@kraftsamling/contracts';
import type { Capability } from '@kraftsamling/contracts';
import { OneOf, WholeNumber } from '@kraftsamling/service/fields';

/** So much of a capability. */
export class ShareDto {
  @OneOf(capabilities)
  capability: Capability['capability'];

  @WholeNumber(1, 1_000_000, { example: 2 })
  amount: number;
}
