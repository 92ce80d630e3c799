import { isDeepStrictEqual } from 'node:util';
import { campaignAmended, campaignAnnounced, campaignClosed, outsideCampaigns } from '@kraftsamling/contracts';
import { codesAt, unknownCounties, unknownMunicipalities } from '@kraftsamling/geography';
import type { Area } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactErrors, contactInWords } from '@kraftsamling/service/public-text';

export interface Bilingual {
  readonly sv: string;
  readonly en: string;
}

/** What the secretariat decides about a campaign. Days are calendar days in Sweden (YYYY-MM-DD), so they sort as text. */
export interface CampaignPlan {
  readonly name: Bilingual;
  readonly kind: 'theme-days' | 'week' | 'award-year';
  readonly organiser: string;
  /** Where answers to mails about it go. It is in no event: who subscribes writes no mails for the organiser. */
  readonly replyTo?: string;
  readonly partOf?: string;
  readonly days: readonly string[];
  readonly countingPeriod?: { readonly from: string; readonly to: string };
  /** Where it takes place; in the whole country where this is left out. */
  readonly area?: Area;
  readonly registrationWindow: { readonly opens: Date; readonly closes: Date };
  readonly goals: readonly { readonly measure: string; readonly target: number; readonly description?: Bilingual }[];
  readonly themes: readonly string[];
  readonly targetGroups: readonly string[];
  readonly partnerCategories: readonly string[];
  readonly rules: { readonly freeOfCharge: boolean; readonly noSales: boolean; readonly openToAll: boolean };
  readonly kit: readonly KitDocument[];
}

export interface KitDocument {
  readonly kind: string;
  readonly language: string;
  readonly title: string;
  readonly url: string;
}

export interface DraftCampaign extends CampaignPlan {
  readonly status: 'draft';
}

export interface AnnouncedCampaign extends CampaignPlan {
  readonly status: 'announced';
  readonly announcedAt: Date;
  /** Days on their way out: nobody is confirmed for them while it is being found out whether somebody already is. */
  readonly heldDays?: readonly string[];
}

export interface ClosedCampaign extends CampaignPlan {
  readonly status: 'closed';
  readonly announcedAt: Date;
  readonly closedAt: Date;
}

export type Campaign = DraftCampaign | AnnouncedCampaign | ClosedCampaign;

/** What a decision must know of the campaign that another is to be part of. */
export interface Parent {
  readonly announced: boolean;
  /** The ids of the parent and of everything above it. */
  readonly lineage: readonly string[];
}

export function draftCampaign(id: string, plan: CampaignPlan, parent: Parent | undefined): Change<Campaign> {
  refuseAny([...idErrors(id), ...planErrors(plan), ...parentErrors(id, plan, parent)]);

  return becomes({ ...plan, status: 'draft' });
}

export interface Amendment {
  readonly plan: CampaignPlan;
  readonly parent: Parent | undefined;
  /** How many confirmed registrations chose each of the days that the amendment removes. */
  readonly confirmedOn: ReadonlyMap<string, number>;
}

/** A draft is amended silently. An announced campaign keeps its place under others and the days that somebody is confirmed for. */
export function amendCampaign(id: string, campaign: Campaign, amendment: Amendment): Decision<Campaign> {
  const { plan, parent, confirmedOn } = amendment;
  if (campaign.status === 'closed') throw campaignIsClosed();
  refuseAny([...planErrors(plan), ...parentErrors(id, plan, parent)]);

  switch (campaign.status) {
    case 'draft':
      return unlessTheSame(campaign, becomes({ ...plan, status: 'draft' }));
    case 'announced': {
      if (plan.partOf !== campaign.partOf)
        throw new Refusal('parent-is-fixed', 'What a campaign is part of cannot change once it is announced.');
      refuseDaysInUse(campaign, plan, confirmedOn);
      return unlessTheSame(
        campaign,
        becomes({ ...plan, status: 'announced', announcedAt: campaign.announcedAt }, campaignAmended),
      );
    }
  }
}

/**
 * A campaign is announced after the one it is part of, and stays part of it. That is what makes a circle impossible:
 * two drafts made part of each other at the same moment could never be announced.
 */
export function announceCampaign(campaign: Campaign, parent: Parent | undefined, now: Date): Decision<Campaign> {
  switch (campaign.status) {
    case 'announced':
      return nothingHappens;
    case 'closed':
      throw campaignIsClosed();
    case 'draft':
      if (campaign.partOf !== undefined && !parent?.announced)
        throw new Refusal(
          'parent-not-announced',
          `Announce "${campaign.partOf}" first: a campaign is announced after the one it is part of.`,
        );
      return becomes({ ...campaign, status: 'announced', announcedAt: now }, campaignAnnounced);
  }
}

export function closeCampaign(campaign: Campaign, now: Date): Decision<Campaign> {
  switch (campaign.status) {
    case 'closed':
      return nothingHappens;
    case 'draft':
      throw new Refusal('campaign-not-announced', 'A draft cannot be closed: it has not been announced.');
    case 'announced': {
      const { heldDays: _, ...open } = campaign;
      return becomes({ ...open, status: 'closed', closedAt: now }, campaignClosed);
    }
  }
}

/** The days that an announced campaign would lose. */
export function daysRemoved(campaign: Campaign, plan: CampaignPlan): readonly string[] {
  return campaign.status === 'announced' ? campaign.days.filter((day) => !plan.days.includes(day)) : [];
}

/** The first step of removing days: from here on nobody is confirmed for them. No event, for nothing is decided yet. */
export function holdDays(campaign: Campaign, days: readonly string[]): Decision<Campaign> {
  return campaign.status === 'announced' ? becomes({ ...campaign, heldDays: days }) : nothingHappens;
}

/** The days were not removed after all. */
export function releaseDays(campaign: Campaign): Decision<Campaign> {
  if (campaign.status !== 'announced' || campaign.heldDays === undefined) return nothingHappens;
  const { heldDays: _, ...released } = campaign;
  return becomes(released);
}

export function campaignIsClosed(): Refusal {
  return new Refusal('campaign-closed', 'The campaign is closed: nothing in it changes any more.');
}

/** Events are published on subjects that end in the id of the campaign. */
function idErrors(id: string): InputError[] {
  if (id !== outsideCampaigns) return [];
  const detail = `No campaign can be called "${id}": the word stands for what belongs to no campaign.`;
  return [{ pointer: '/id', code: 'campaign-id-reserved', detail }];
}

function planErrors(plan: CampaignPlan): InputError[] {
  const { countingPeriod, registrationWindow, days, goals } = plan;
  const inputErrors: InputError[] = [];

  if (registrationWindow.opens >= registrationWindow.closes)
    inputErrors.push({
      pointer: '/registrationWindow',
      code: 'registration-window-empty',
      detail: 'The registration window closes before it has opened.',
    });
  if (countingPeriod && countingPeriod.from > countingPeriod.to)
    inputErrors.push({
      pointer: '/countingPeriod',
      code: 'counting-period-empty',
      detail: 'The counting period ends before it begins.',
    });
  else if (countingPeriod)
    days.forEach((day, at) => {
      if (day < countingPeriod.from || day > countingPeriod.to)
        inputErrors.push({
          pointer: `/days/${at}`,
          code: 'day-outside-counting-period',
          detail: `${day} is outside the counting period, ${countingPeriod.from} to ${countingPeriod.to}.`,
        });
    });
  return [...inputErrors, ...goalErrors(goals), ...areaErrors(plan.area), ...textErrors(plan)];
}

/** A goal is known by its measure: of two, nobody could say which one is meant. */
function goalErrors(goals: CampaignPlan['goals']): InputError[] {
  return goals.flatMap(({ measure, target }, at): InputError[] => {
    if (target <= 0)
      return [
        {
          pointer: `/goals/${at}/target`,
          code: 'goal-not-positive',
          detail: `The goal for ${measure} must be more than nothing.`,
        },
      ];
    if (goals.findIndex((goal) => goal.measure === measure) < at)
      return [
        { pointer: `/goals/${at}/measure`, code: 'goal-repeated', detail: `There is a goal for ${measure} already.` },
      ];
    return [];
  });
}

function areaErrors(area: Area | undefined): InputError[] {
  if (!area) return [];
  const { counties = [], municipalities = [] } = area;
  if (counties.length + municipalities.length === 0)
    return [
      {
        pointer: '/area',
        code: 'area-empty',
        detail: 'The area names no county and no municipality. Leave it out for the whole country.',
      },
    ];
  return [
    ...unknownCounties(codesAt('/area/counties', counties)),
    ...unknownMunicipalities(codesAt('/area/municipalities', municipalities)),
  ];
}

/** Everything that people write in a campaign is published with it. */
function textErrors({ name, organiser, goals, kit, ...words }: CampaignPlan): InputError[] {
  return [
    ...contactErrors('/name', name),
    ...contactErrors('', { organiser }),
    ...goals.flatMap(({ measure, description = {} }, at) => [
      ...contactInWords(`/goals/${at}`, { measure }),
      ...contactErrors(`/goals/${at}/description`, description),
    ]),
    ...kit.flatMap(({ kind, title }, at) => [
      ...contactInWords(`/kit/${at}`, { kind }),
      ...contactErrors(`/kit/${at}`, { title }),
    ]),
    ...contactInWords('/themes', words.themes),
    ...contactInWords('/targetGroups', words.targetGroups),
    ...contactInWords('/partnerCategories', words.partnerCategories),
  ];
}

function parentErrors(id: string, { partOf }: CampaignPlan, parent: Parent | undefined): InputError[] {
  if (partOf === undefined) return [];
  const inputError = { pointer: '/partOf' };
  if (partOf === id || parent?.lineage.includes(id))
    return [{ ...inputError, code: 'campaign-circle', detail: `${id} would become part of itself through ${partOf}.` }];
  if (!parent)
    return [{ ...inputError, code: 'parent-unknown', detail: `There is no campaign ${partOf} to be part of.` }];
  return [];
}

function refuseDaysInUse(campaign: Campaign, plan: CampaignPlan, confirmedOn: ReadonlyMap<string, number>): void {
  const inUse = daysRemoved(campaign, plan).flatMap((day): InputError[] => {
    const registrations = confirmedOn.get(day) ?? 0;
    if (registrations === 0) return [];
    const are = registrations === 1 ? 'registration is' : 'registrations are';
    return [{ pointer: '/days', code: 'day-in-use', detail: `${registrations} ${are} confirmed for ${day}.` }];
  });
  if (inUse.length > 0)
    throw new Refusal(
      'day-in-use',
      `Days that organisations are confirmed for cannot be removed. ${inUse.map(({ detail }) => detail).join(' ')}`,
      'conflict',
      inUse,
    );
}

function unlessTheSame(campaign: Campaign, change: Change<Campaign>): Decision<Campaign> {
  return isDeepStrictEqual(campaign, change.state) ? nothingHappens : change;
}
