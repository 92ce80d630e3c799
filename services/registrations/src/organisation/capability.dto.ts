import { capabilities } from '@kraftsamling/contracts';
import type { Capability } from '@kraftsamling/contracts';
import { refuseAny } from '@kraftsamling/messaging/decision';
import { Days, Flag, Languages, OneOf, Slugs, WholeNumber } from '@kraftsamling/service/fields';
import type { Stated } from '@kraftsamling/service/fields';
import { unusualAmounts } from '@kraftsamling/service/unusual-number';

/** Something an organisation can contribute, or lacks. Empty lists mean: any. */
export class CapabilityDto {
  @OneOf(capabilities)
  capability: Capability['capability'];

  @WholeNumber(1, 1_000_000, { example: 2 })
  amount: number;

  @Days({ optional: true })
  days?: string[];

  @Languages({ optional: true })
  languages?: string[];

  @Slugs({ optional: true, example: ['senior-citizens'] })
  targetGroups?: string[];

  @Slugs({ optional: true, example: ['e-identification'] })
  themes?: string[];
}

/** As people say it. */
export class StatedCapabilityDto extends CapabilityDto {
  @Flag({
    optional: true,
    example: false,
    description: 'Whoever sends an unusual amount is asked back (`unusual-number`), and says so here if it is right',
  })
  confirmUnusual?: boolean;
}

/** @throws Refusal `unusual-number` */
export function capabilitiesFrom(pointer: string, stated: readonly Stated<StatedCapabilityDto>[] = []): Capability[] {
  refuseAny(unusualAmounts(pointer, stated));
  return stated.map(({ capability, amount, days = [], languages = [], targetGroups = [], themes = [] }) => ({
    capability,
    amount,
    days: [...days],
    languages: [...languages],
    targetGroups: [...targetGroups],
    themes: [...themes],
  }));
}
