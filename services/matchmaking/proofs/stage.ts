import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { platform, Stage } from '@kraftsamling/service/testing/stage';
import type { Platform } from '@kraftsamling/service/testing/stage';
import { eventually } from '@kraftsamling/testing';
import type { Share } from '../src/organisation/capacity.ts';

/** Something that an organisation has promised a case, as it lies in the database. */
export interface Reserved {
  readonly organisationId: string;
  readonly caseId: string;
  readonly brings: readonly Share[];
  readonly days: readonly string[];
}

/** Matchmaking, and what a proof has to know of its database. */
export class MatchmakingStage extends Stage {
  private readonly linkKey: KeyObject;

  private constructor(on: Platform, linkKey: KeyObject) {
    super(on, join(import.meta.dirname, '..', 'test', 'replica.main.ts'), {
      PUBLIC_URL: 'https://matchmaking.example',
      INVITATION_LINKS_PUBLIC_KEYS: createPublicKey(linkKey).export({ type: 'spki', format: 'pem' }).toString(),
    });
    this.linkKey = linkKey;
  }

  static async open(proof: string): Promise<MatchmakingStage> {
    return new MatchmakingStage(await platform('matchmaking', proof), generateKeyPairSync('ed25519').privateKey);
  }

  /** The token of a link in a mail, as registrations signs it. */
  linkToken(organisationId: string, caseId: string, invitation: string): string {
    const claims = { case: caseId, invitation, aud: 'matchmaking.invitation', sub: organisationId, exp: 1_893_456_000 };
    const [header, payload] = [{ alg: 'EdDSA', typ: 'link+jwt' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    return `${header}.${payload}.${sign(null, Buffer.from(`${header}.${payload}`), this.linkKey).toString('base64url')}`;
  }

  /** Until these are in the replica of organisations, each as it was published last. */
  async haveCome(organisations: readonly { readonly id: string }[], version: number): Promise<void> {
    await eventually(async () => {
      const filter = { _id: { $in: organisations.map(({ id }) => id) }, version } as object;
      const known = await this.collection('organisations').countDocuments(filter);
      if (known < organisations.length) throw new Error(`${known} of ${organisations.length} have come.`);
    });
  }

  /** What organisations have promised, as it lies in the database. */
  async reserved(): Promise<Reserved[]> {
    const organisations = await this.collection('organisations').find().toArray();
    return organisations.flatMap(({ _id, reserved = [] }) =>
      (reserved as Omit<Reserved, 'organisationId'>[]).map((each) => ({ ...each, organisationId: String(_id) })),
    );
  }
}
