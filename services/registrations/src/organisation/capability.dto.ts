import { capabilities } from '@kraftsamling/contracts';
import type { Capability } from '@kraftsamling/contracts';
import { Days, Languages, OneOf, Slugs, WholeNumber } from '@kraftsamling/service/fields';
import type { Stated } from '@kraftsamling/service/fields';

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

export function capabilitiesFrom(stated: readonly Stated<CapabilityDto>[] = []): Capability[] {
  return stated.map(({ capability, amount, days = [], languages = [], targetGroups = [], themes = [] }) => ({
    capability,
    amount,
    days: [...days],
    languages: [...languages],
    targetGroups: [...targetGroups],
    themes: [...themes],
  }));
}
