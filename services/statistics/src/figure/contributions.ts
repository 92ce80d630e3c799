import { organisationDimensions, registrationDimensions } from './dimensions.ts';
import type { Dimension, Field, SummedFigure } from './dimensions.ts';
import type { Fact, OrganisationFact, RegistrationFact } from './fact.ts';
import { knowledgeId, NETWORK, rowId, seriesOf } from './row.ts';

/** Receives each contribution: the row, the measure in it, and by how much that grows. */
export type Receive = (row: string, measure: string, amount: number) => void;

/**
 * The heart of the service: what one fact adds to the figures. A figure is the sum of the contributions of all facts, so taking in a newer
 * version of a fact is to take back what the old one contributed and to add what the new one does; no other fact is looked at.
 */
export function contributions(fact: Fact, receive: Receive): void {
  receive(knowledgeId, 'versions', fact.version);

  switch (fact.kind) {
    case 'campaign':
      receive(rowId(NETWORK, 'campaigns', ''), fact.status, 1);
      return;

    case 'organisation':
      counted(fact, organisationDimensions, NETWORK, 'total', receive);
      stepsTaken(fact, NETWORK, 'organisationSeries', receive);
      return;

    case 'registration':
      receive(rowId(NETWORK, 'registrationsByCampaign', fact.campaign), fact.status, 1);
      counted(fact, registrationDimensions, fact.campaign, fact.status, receive);
      stepsTaken(fact, fact.campaign, 'registrationSeries', receive);
      return;
  }
}

type Counted = OrganisationFact | RegistrationFact;

function counted(fact: Counted, figures: readonly Dimension[], scope: string, measure: string, receive: Receive): void {
  for (const { figure, by } of figures) {
    for (const value of by === undefined ? [''] : valuesOf(fact, by)) receive(rowId(scope, figure, value), measure, 1);
  }
}

function valuesOf(fact: Partial<Record<Field, string | readonly string[]>>, field: Field): readonly string[] {
  const value = fact[field] ?? [];
  return typeof value === 'string' ? [value] : value;
}

function stepsTaken({ steps }: Counted, scope: string, figure: SummedFigure, receive: Receive): void {
  for (const [step, day] of Object.entries(steps)) receive(rowId(seriesOf(scope), figure, day), step, 1);
}
