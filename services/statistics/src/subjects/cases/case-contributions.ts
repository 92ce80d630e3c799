import { addSteps } from '../../counting/contribution.ts';
import type { Add } from '../../counting/contribution.ts';
import { rowsOf } from '../../counting/dimension.ts';
import { NETWORK, rowId } from '../../counting/row.ts';
import type { RowIdOf } from '../../counting/row.ts';
import { caseDimensions, invitationDimensions } from './case-dimensions.ts';
import type { CaseFact } from './case-fact.ts';
import type { CaseFigure } from './case-figures.ts';
import { measureOfHours } from './step-time.ts';

const caseRow: RowIdOf<CaseFigure> = rowId;

/** A case counts in its campaign, and in the network. */
export function contributeCase(fact: CaseFact, add: Add): void {
  addCounts([caseRow(NETWORK, 'casesByCampaign', fact.campaign)], fact, add);
  for (const scope of [NETWORK, fact.campaign]) addCase(scope, fact, add);
}

function addCase(scope: string, fact: CaseFact, add: Add): void {
  const { reached, hours, outcome, closureReason, coalition, invitations, steps } = fact;

  addCounts(rowsOf(fact, caseDimensions, scope), fact, add);
  for (const step of reached) add(caseRow(scope, 'casesReached', ''), step, 1);
  for (const [step, took] of Object.entries(hours))
    add(caseRow(scope, 'timeBetweenSteps', step), measureOfHours(took), 1);
  if (outcome !== undefined) add(caseRow(scope, 'casesByOutcome', outcome), 'total', 1);
  if (closureReason !== undefined) add(caseRow(scope, 'casesByClosureReason', closureReason), 'total', 1);
  if (coalition !== undefined) add(caseRow(scope, 'coalitionSizes', String(coalition)), 'total', 1);
  for (const row of rowsOf(fact, invitationDimensions, scope))
    for (const [measure, amount] of Object.entries(invitations)) add(row, measure, amount);
  addCapacity(scope, fact, add);
  addSteps(steps, scope, 'caseSeries', add);
}

function addCounts(rows: readonly string[], { status, reached }: CaseFact, add: Add): void {
  for (const row of rows) {
    add(row, status, 1);
    if (reached.includes('matched')) add(row, 'matches', 1);
  }
}

/** What is asked for stays open until the case has come to its end. */
function addCapacity(scope: string, { asked, status }: CaseFact, add: Add): void {
  for (const [capability, amount] of Object.entries(asked)) {
    const row = caseRow(scope, 'capacityAskedFor', capability);
    add(row, 'asked', amount);
    if (status !== 'followedUp' && status !== 'closed') add(row, 'open', amount);
  }
}
