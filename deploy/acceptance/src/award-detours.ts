import type { ListedActivity } from './expected-activity-figures.ts';
import type { ListedCase } from './expected-case-figures.ts';
import type { ListedOrganisation } from './expected-figures.ts';

/** Whoever is in this organisation has met the municipality: they have worked together. */
export interface Detour {
  readonly organisationId: string;
  readonly municipality: string;
}

/** For each of these municipalities, as far as it takes part itself, an organisation that has been in a coalition or an activity with it. */
export function detoursTo(
  codes: readonly string[],
  organisations: readonly ListedOrganisation[],
  cases: readonly Pick<ListedCase, 'members'>[],
  activities: readonly Pick<ListedActivity, 'organisers'>[],
): Detour[] {
  const isMunicipality = new Set(organisations.filter(({ category }) => category === 'municipality').map(({ id }) => id)); // prettier-ignore
  const together = [...cases.map(({ members }) => members), ...activities.map(({ organisers }) => organisers)];
  return codes.flatMap((municipality) => {
    const itself = organisations.find((each) => isMunicipality.has(each.id) && each.municipality === municipality);
    const others = together.filter((those) => itself && those.includes(itself.id)).flat();
    const organisationId = others.filter((id) => !isMunicipality.has(id)).sort()[0];
    return organisationId === undefined ? [] : [{ organisationId, municipality }];
  });
}
