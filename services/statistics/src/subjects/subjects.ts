import { ownerOf } from '@kraftsamling/contracts';
import { activities } from './activities/activities.ts';
import { articles } from './articles/articles.ts';
import { awards } from './awards/awards.ts';
import { bookings } from './bookings/bookings.ts';
import { campaigns } from './campaigns/campaigns.ts';
import { candidacies } from './candidacies/candidacies.ts';
import { cases } from './cases/cases.ts';
import { nominations } from './nominations/nominations.ts';
import { organisations } from './organisations/organisations.ts';
import { registrations } from './registrations/registrations.ts';
import { republications } from './republications/republications.ts';
import { resources } from './resources/resources.ts';
import type { Subject } from './subject.ts';
import { surveys } from './surveys/surveys.ts';

/** Everything that is counted. A new subject has a folder beside this file, a line here, and its views in `subjects.dto.ts`. */
const all = [
  campaigns,
  organisations,
  registrations,
  activities,
  cases,
  surveys,
  resources,
  bookings,
  awards,
  nominations,
  candidacies,
  articles,
  republications,
] as const;

export const subjects: readonly Subject[] = all;

type AnySubject = (typeof all)[number];

export type Fact = ReturnType<AnySubject['factOf']>;

/** What all subjects answer together to a method that each of them may have: the figures of a campaign, its series... */
export type Together<Method extends keyof Subject> = Intersection<Answer<AnySubject, Method>>;

type Answer<Each, Method extends keyof Subject> =
  Each extends Readonly<Record<Method, (...asked: never) => infer Figures>> ? Figures : never;

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

const byKind = new Map(subjects.map((subject) => [subject.kind, subject]));

export function subjectOf({ kind }: Pick<Fact, 'kind'>): Subject {
  const subject = byKind.get(kind);
  if (!subject) throw new TypeError(`Nothing of the kind "${kind}" is counted.`);
  return subject;
}

/** The service whose aggregates the facts of a kind are about. */
export function ownerOfKind(kind: string): string | undefined {
  const contract = byKind.get(kind)?.subscribesTo[0];
  return contract && ownerOf(contract);
}

export function factsOfKind<Kind extends Fact['kind']>(facts: readonly Fact[], kind: Kind) {
  return facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
}
