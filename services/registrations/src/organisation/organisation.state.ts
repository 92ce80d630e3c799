import type { Capability } from '@kraftsamling/contracts';

/** A person to write to. Personal data: it never leaves this service other than in an answer to somebody who may see it. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly language: 'sv' | 'en';
}

/** What is said about an organisation by itself or by those who look after it. */
export interface OrganisationProfile {
  readonly name: string;
  /** In any of the ways it is written; kept as ten digits. */
  readonly organisationNumber?: string;
  readonly category: string;
  readonly sector: 'public' | 'private' | 'civil-society';
  readonly municipality: string;
  readonly worksIn: {
    readonly wholeCountry: boolean;
    readonly counties: readonly string[];
    readonly municipalities: readonly string[];
  };
  readonly offers: readonly Capability[];
  readonly needs: readonly Capability[];
  readonly consentsToMatching: boolean;
  readonly contacts: readonly Contact[];
}

/**
 * `described`: by a stranger, and nobody responsible has read it yet. `established`: somebody responsible says that it is what it says.
 * `merged`: what a stranger described was another one that is known.
 */
export type Standing = 'described' | 'established' | 'merged';

export interface Organisation extends OrganisationProfile {
  /** Missing in what was stored before strangers' descriptions were kept apart: it is established. */
  readonly standing?: Standing;
  /** The one it turned out to be. */
  readonly mergedInto?: string;
  /**
   * What an established one is known by: two descriptions with the same identity are of the same organisation; a unique index sees to it.
   * What nobody has established is known by its own id alone, so that nothing a stranger does meets anybody else. Never shown.
   */
  readonly identity: string;
  /** What one that is described would be known by. Compared when somebody responsible looks at it, never before. */
  readonly claims?: string;
  /** What it is called where it is at home: another one of that name may be the same. Missing in what was stored before that was asked. */
  readonly named?: string;
  /** Then its name is, or may be, that of a person: it stays with the organisation and those who look after it. */
  readonly mayBeSoleTrader: boolean;
  readonly county: string;
  readonly joinedAt: Date;
  /** No link that was sent to the first contact before opens anything: it is another address since. Left out: all do. */
  readonly linksSince?: Date;
}
