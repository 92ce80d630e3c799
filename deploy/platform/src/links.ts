import type { Manifest } from './manifests.ts';

type Linking = Pick<Manifest, 'name' | 'signsLinks' | 'opensLinks'>;

/** The variables of a kind of links, such as `INVITATION_LINKS`. */
export const privateKeyOf = (links: string): string => `${links}_PRIVATE_KEY`;
export const publicKeysOf = (links: string): string => `${links}_PUBLIC_KEYS`;
export const addressOf = (links: string): string => `${links}_URL`;

/** The kinds of links that some service signs. */
export function signedLinks(manifests: readonly Linking[]): readonly string[] {
  return [...new Set(manifests.flatMap(({ signsLinks }) => signsLinks))];
}

/** Where links of a kind lead: one service opens them, and whoever signs them need not know which. */
export function openerOf<One extends Linking>(links: string, manifests: readonly One[]): { opener: One; path: string } {
  const [found, another] = manifests.flatMap((opener) => {
    const path = opener.opensLinks[links];
    return path === undefined ? [] : [{ opener, path }];
  });
  if (!found) throw new Error(`No service opens ${links}, which another one signs.`);
  if (another) throw new Error(`${found.opener.name} and ${another.opener.name} both open ${links}.`);
  return found;
}
