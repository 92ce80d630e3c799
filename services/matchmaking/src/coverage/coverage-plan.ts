import { municipality } from '@kraftsamling/geography';
import { becomes, nothingHappens, Refusal } from '@kraftsamling/messaging/decision';
import type { Decision } from '@kraftsamling/messaging/decision';
import type { Language } from '@kraftsamling/service';
import type { Share } from '../matching/need.ts';
import { amountOf } from '../matching/wording.ts';
import type { Cause, Offer, Plan } from '../planning/planner.ts';
import type { PlanningInput } from '../planning/planning-input.ts';
import { supplyOf } from './plan-input.ts';

/** A plan of all gaps of a campaign together, on its way or done. It is advice: nothing is reserved by it, and nobody asked. */
export type CoveragePlan = PlanInProgress | PlannedCoverage | FailedPlan;

export interface PlanInProgress {
  readonly status: 'planning';
  readonly askedAt: Date;
  readonly progress: Progress;
}

export interface PlannedCoverage extends Planned {
  readonly status: 'planned';
  readonly askedAt: Date;
  readonly endedAt: Date;
}

export interface FailedPlan {
  readonly status: 'failed';
  readonly askedAt: Date;
  readonly endedAt: Date;
}

export interface Planned {
  readonly input: PlanningInput;
  readonly plan: Plan;
  /** Whether every way to fill a gap has been thought of. Else the plan is the best of those that have. */
  readonly complete: boolean;
  /** Gaps in which somebody has been asked already: they are left as they are. */
  readonly inHand: number;
}

/** Gaps for which ways have been gathered, then questions that the solver has answered: of those nobody knows how many there will be. */
export interface Progress {
  readonly step: 'gathering' | 'solving';
  readonly done: number;
  readonly of?: number;
}

export function newPlan(now: Date): PlanInProgress {
  return { status: 'planning', askedAt: now, progress: { step: 'gathering', done: 0 } };
}

/** A plan that is asked for while one is being made is that one. */
export function askForPlan(plan: CoveragePlan, now: Date): Decision<CoveragePlan> {
  return plan.status === 'planning' ? nothingHappens : becomes(newPlan(now));
}

export function reportProgress(plan: CoveragePlan, progress: Progress): Decision<CoveragePlan> {
  return plan.status === 'planning' ? becomes({ ...plan, progress }) : nothingHappens;
}

export function completePlan(plan: CoveragePlan, planned: Planned, now: Date): Decision<CoveragePlan> {
  if (plan.status !== 'planning') return nothingHappens;
  return becomes({ ...planned, status: 'planned', askedAt: plan.askedAt, endedAt: now });
}

export function failPlan(plan: CoveragePlan, now: Date): Decision<CoveragePlan> {
  return plan.status === 'planning'
    ? becomes({ status: 'failed', askedAt: plan.askedAt, endedAt: now })
    : nothingHappens;
}

export type Names = (organisationId: string) => string;

export interface ShownPlan {
  readonly status: CoveragePlan['status'];
  readonly askedAt: string;
  readonly endedAt?: string;
  readonly progress?: Progress;
  readonly gaps?: number;
  readonly inHand?: number;
  readonly covered?: number;
  readonly bound?: number;
  readonly optimal?: boolean;
  readonly complete?: boolean;
  readonly stages?: Plan['stages'];
  readonly explanation?: string;
  readonly chosen?: readonly ChosenWay[];
  readonly uncovered?: readonly {
    readonly municipality: string;
    readonly cause: Cause['code'];
    readonly explanation: string;
  }[];
  readonly bestOffer?: ShownOffer | null;
}

interface ChosenWay {
  readonly municipality: string;
  readonly members: readonly {
    readonly organisationId: string;
    readonly name: string;
    readonly brings: readonly Share[];
  }[];
  readonly km: number;
}

interface ShownOffer {
  readonly capability: string;
  readonly organisationId?: string;
  readonly municipality?: string;
  readonly units: number;
  readonly opens: number;
  readonly explanation: string;
}

/** @throws Refusal as long as there is no plan. */
export function inputOf(plan: CoveragePlan): PlanningInput {
  if (plan.status !== 'planned') throw new Refusal('not-planned', 'There is no plan yet.');
  return plan.input;
}

/** The organisations that a plan speaks of. */
export function organisationsIn(plan: CoveragePlan): string[] {
  if (plan.status !== 'planned') return [];
  const supplies = Object.keys(plan.input.capacity).map(supplyOf);
  return [...new Set(supplies.flatMap((supply) => ('organisationId' in supply ? [supply.organisationId] : [])))];
}

export function shownPlan(plan: CoveragePlan, nameOf: Names, language: Language): ShownPlan {
  const asked = { status: plan.status, askedAt: plan.askedAt.toISOString() };
  switch (plan.status) {
    case 'planning':
      return { ...asked, progress: plan.progress };
    case 'failed':
      return { ...asked, endedAt: plan.endedAt.toISOString(), explanation: explainedFailure[language] };
    case 'planned': {
      const { input, plan: found, complete, inHand, endedAt } = plan;
      const { covered, bound, optimal, stages, bestOffer } = found;
      return {
        ...asked,
        endedAt: endedAt.toISOString(),
        gaps: input.gaps.length,
        inHand,
        covered,
        bound,
        optimal,
        complete,
        stages,
        explanation: explained(plan, language),
        chosen: found.chosen.flatMap((at) => chosenWay(input, at, nameOf)),
        uncovered: found.uncovered.map(({ gap, cause }) => ({
          municipality: gap,
          cause: cause.code,
          explanation: explainedCause(gap, cause, nameOf, language),
        })),
        ...(bestOffer !== undefined && { bestOffer: bestOffer && shownOffer(bestOffer, nameOf, language) }),
      };
    }
  }
}

const explainedFailure: Record<Language, string> = {
  sv: 'Planen kunde inte göras. Be om den en gång till; blir det inte bättre behöver den som sköter driften veta det.',
  en: 'The plan could not be made. Ask for it once more; if that does not help, those who run the platform need to know.',
};

function chosenWay({ candidates }: PlanningInput, at: number, nameOf: Names): ChosenWay[] {
  const candidate = candidates[at];
  if (!candidate) return [];
  const brings = new Map<string, Share[]>();
  for (const [key, amount] of Object.entries(candidate.uses)) {
    const supply = supplyOf(key);
    if (!('organisationId' in supply)) continue;
    const shares = brings.get(supply.organisationId) ?? [];
    brings.set(supply.organisationId, shares);
    shares.push({ capability: supply.capability, amount });
  }
  const members = [...brings].map(([organisationId, shares]) => ({ organisationId, name: nameOf(organisationId), brings: shares })); // prettier-ignore
  return [{ municipality: candidate.gap, members, km: candidate.distance ?? 0 }];
}

function explained(
  { input, plan: { covered, bound, optimal }, complete }: PlannedCoverage,
  language: Language,
): string {
  const gaps = input.gaps.length;
  const say = (sv: string, en: string) => (language === 'sv' ? sv : en);
  const known = complete
    ? ''
    : say(' Alla sätt att täcka en kommun är inte prövade.', ' Not all ways to cover a municipality have been tried.');
  if (optimal)
    return say(`${covered} av ${gaps} kommuner kan täckas. Det är bevisat bäst.${known}`, `${covered} of ${gaps} municipalities can be covered. That is proved best.${known}`); // prettier-ignore
  return say(
    `${covered} av ${gaps} kommuner kan täckas, och inte fler än ${bound}. Tiden eller minnet räckte inte till att bevisa att det är bäst.${known}`,
    `${covered} of ${gaps} municipalities can be covered, and no more than ${bound}. There was not enough time or memory to prove that it is best.${known}`,
  );
}

function explainedCause(gap: string, cause: Cause, nameOf: Names, language: Language): string {
  const { name } = municipality(gap);
  const say = (sv: string, en: string) => (language === 'sv' ? sv : en);
  switch (cause.code) {
    case 'no-candidate':
      return say(`${name}: det finns inget sätt.`, `${name}: there is no way.`);
    case 'capacity': {
      const list = new Intl.ListFormat(language, { type: 'conjunction' });
      const missing = list.format(
        Object.entries(cause.missing).map(([key, units]) => supplyInWords(key, units, nameOf, language)),
      );
      const proved = cause.smallest ? '' : say(' Det kan räcka med mindre.', ' Less may be enough.');
      return say(`${name}: det saknas ${missing}.${proved}`, `${name}: ${missing} is missing.${proved}`);
    }
  }
}

function shownOffer({ organisation: key, units, opens }: Offer, nameOf: Names, language: Language): ShownOffer {
  const what = supplyInWords(key, units, nameOf, language);
  const say = (sv: string, en: string) => (language === 'sv' ? sv : en);
  return {
    ...supplyOf(key),
    units,
    opens,
    explanation: say(
      `Ett nytt erbjudande skulle öppna mest: ${what}. Då kan ${opens} fler kommuner täckas.`,
      `One new offer would open most: ${what}. Then ${opens} more municipalities can be covered.`,
    ),
  };
}

function supplyInWords(key: string, units: number, nameOf: Names, language: Language): string {
  const supply = supplyOf(key);
  const amount = amountOf({ capability: supply.capability, amount: units }, language);
  if ('organisationId' in supply)
    return language === 'sv' ? `${amount} till hos ${nameOf(supply.organisationId)}` : `${amount} more at ${nameOf(supply.organisationId)}`; // prettier-ignore
  const { name } = municipality(supply.municipality);
  return language === 'sv' ? `${amount} i ${name}` : `${amount} in ${name}`;
}
