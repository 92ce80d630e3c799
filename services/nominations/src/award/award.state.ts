import type { AwardResult } from '../record/entry.ts';
import type { Rule } from '../judging/rules.ts';

export interface Bilingual {
  readonly sv: string;
  readonly en: string;
}

/** What an award has deadlines for, in the order in which they come; the last of a list is the instant of its announcement. */
export const phases = [
  'nominations',
  'confirmations',
  'complements',
  'long-list',
  'assessments',
  'short-list',
  'announcement',
  'articles',
] as const;
export type Phase = (typeof phases)[number];

export interface Deadline {
  /** The hard one: the first instant that is too late. Of an announcement, the first that is not too early. */
  readonly closesAt: Date;
  /** The one that everybody is told, never later than the hard one. */
  readonly publicAt: Date;
}

/** How many a list has: no fewer, unless no more can be ranked, and no more. */
export interface Size {
  readonly fewest: number;
  readonly most: number;
}

/** An award (an edition) is data: nothing of it stands in code. */
export interface AwardPlan {
  readonly title: Bilingual;
  readonly organiser: string;
  /** Where answers to mails about it go. It is in no event: who subscribes writes no mails for the organiser. */
  readonly replyTo?: string;
  /** What whoever nominates is asked. */
  readonly questions: readonly { readonly id: string; readonly text: Bilingual }[];
  /** Codes of municipalities; empty: all of them. */
  readonly eligible: readonly string[];
  /** A juror's mark is the sum of the scores by criterion, each times its weight. */
  readonly criteria: readonly { readonly id: string; readonly text: Bilingual; readonly weight: number }[];
  readonly scale: { readonly lowest: number; readonly highest: number };
  readonly rule: Rule;
  /** Asked in turn where the rule finds no difference. What is level even then is decided by the jury, on record. */
  readonly tieRules: readonly Rule[];
  /** With fewer scores a candidacy is not ranked. */
  readonly quorum: number;
  readonly longList: Size;
  readonly shortList: Size;
  /** A list that so few points could change is discussed by the jury, on record, before it is decided. */
  readonly discussBelow: number;
  readonly deadlines: Readonly<Record<Phase, Deadline>>;
  /** What comes after: seminars, the inspiration day. */
  readonly followUps: readonly {
    readonly kind: string;
    readonly title: Bilingual;
    readonly from: string;
    readonly to: string;
  }[];
  /** How long after the announcement it is known who has nominated. */
  readonly nominatorsKeptDays: number;
  /** How long after the announcement it is known how jurors are tied, and why they were kept out or let in. */
  readonly tiesKeptDays: number;
}

export interface DraftAward extends AwardPlan {
  readonly status: 'draft';
}

/** A candidacy as everybody sees it on a list. */
export interface Listed {
  readonly candidacyId: string;
  readonly municipalities: readonly string[];
}

export interface AnnouncedList {
  readonly candidacies: readonly Listed[];
  readonly announcedAt: Date;
}

export interface Commitment {
  readonly commitment: string;
  readonly publishedAt: Date;
}

interface Opened extends AwardPlan {
  /** The version of the rules it is counted by. */
  readonly ruleVersion: number;
  /** Their ids; who they are, the service's documents about jurors say. */
  readonly jurors: readonly string[];
  readonly openedAt: Date;
  readonly commitments: readonly Commitment[];
  readonly longListed?: AnnouncedList;
  readonly shortListed?: AnnouncedList;
}

export interface OpenAward extends Opened {
  readonly status: 'open';
}

export interface AnnouncedAward extends Opened {
  readonly status: 'announced';
  readonly winner: Listed;
  readonly openings: readonly Opening[];
  readonly announcedAt: Date;
}

/** What opens a commitment: with it anybody can compute the hash that was published. */
export interface Opening {
  readonly nonce: string;
  readonly result: AwardResult;
}

/**
 * An award has nothing in it of what the jury has scored or decided before it is announced, not even how often something has happened: its
 * version is seen by everybody. What is secret stands in the deliberation.
 */
export type Award = DraftAward | OpenAward | AnnouncedAward;
export type RunningAward = OpenAward | AnnouncedAward;
