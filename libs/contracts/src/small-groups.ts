/** Of a group of fewer people, each could be told: nothing tells how many they were. */
export const smallestGroup = 5;

interface Ways {
  readonly onSite: { readonly people: number; readonly upper: number };
  readonly online: { readonly people: number; readonly upper: number };
}

/**
 * Those of a report's target groups that may be told: none that is small, and none at all where a small one follows when the others are
 * taken away from all who came. That holds whether or not there is a small one: that there is none would tell, too. To leave out only the
 * smallest of the others is not enough: whoever knows that it is the smallest can often tell how large it is.
 */
export function shownGroups<Group extends { readonly people: number }>(
  { onSite, online }: Ways,
  groups: readonly Group[],
): Group[] {
  const shown = groups.filter(({ people }) => people >= smallestGroup);
  const small = groups.filter(({ people }) => people > 0).length - shown.length;
  const inShown = shown.reduce((sum, { people }) => sum + people, 0);
  const all = [onSite.people + online.people, onSite.upper + online.upper];
  return all.some((people) => tells(people - inShown, small)) ? [] : shown;
}

/** So few are left that no group among them can be larger, or so many that each small one must be as large as it may be. */
function tells(left: number, small: number): boolean {
  return left > 0 && (left < smallestGroup || left === small * (smallestGroup - 1));
}
