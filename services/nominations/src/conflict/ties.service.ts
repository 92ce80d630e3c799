import { Injectable } from '@nestjs/common';
import type { Stored } from '@kraftsamling/messaging';
import { Activities } from '../activity/activity.replica.ts';
import type { Candidacy } from '../candidacy/candidacy.state.ts';
import { Coalitions } from '../coalition/coalition.replica.ts';
import type { Juror } from '../jury/juror.ts';
import { Jurors } from '../jury/juror.store.ts';
import { addressKey } from '../nomination/address-key.ts';
import { Nominations } from '../nomination/nomination.store.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { MOST_STEPS } from './conflict.ts';
import { declaredEdges, emailsOf, samePerson } from './person.ts';
import { edgesBetween, organisationsAmong, pathsWithin } from './tie-graph.ts';
import type { Edge, Node, Path, TieGraph } from './tie-graph.ts';

/**
 * How jurors are tied to candidacies, as it is known at this moment. Only the part of the graph is read that touches the juror's
 * organisations or those of the candidacies; whoever else is in the jury does not lie on it, since what they have declared is theirs.
 */
@Injectable()
export class Ties {
  constructor(
    private readonly jurors: Jurors,
    private readonly organisations: Organisations,
    private readonly coalitions: Coalitions,
    private readonly activities: Activities,
    private readonly nominations: Nominations,
  ) {}

  /** By candidacy the shortest path to any of its municipalities, where there is one of no more than three steps. */
  async paths(juror: Stored<Juror>, candidacies: readonly Stored<Candidacy>[]): Promise<ReadonlyMap<string, Path>> {
    if (candidacies.length === 0) return new Map();
    const { awardId } = juror.state;
    const persons = samePerson(juror, await this.jurors.ofAward(awardId));
    const [own, municipal] = await Promise.all([
      this.nominations.candidaciesFrom(awardId, persons.flatMap(emailsOf).map(addressKey)),
      this.organisations.municipal(),
    ]);

    const goals = new Map(candidacies.map((candidacy) => [candidacy.id, nodesOf(candidacy)]));
    const nominated = candidacies.filter(({ id }) => own.has(id));
    const self: Node = { type: 'juror', id: juror.id };
    const beginning: TieGraph = {
      same: [
        ...persons.map(({ id }) => [self, { type: 'juror', id }] as const),
        ...municipal.map(
          ({ id, municipality }) =>
            [
              { type: 'organisation', id },
              { type: 'municipality', id: municipality },
            ] as const,
        ),
      ],
      edges: [
        ...persons.flatMap(declaredEdges),
        ...nominated.map(({ id }): Edge => ({
          kind: 'own-nomination',
          among: [self, { type: 'candidacy', id }],
        })),
      ],
    };
    return pathsWithin(await this.withShared(beginning, [...goals.values()].flat()), self, goals, MOST_STEPS);
  }

  /**
   * The second and the third step: what the juror's organisations share with others, and what the candidacies' do. Where the two meet is
   * found here: a database that is asked for what thousands of organisations share with a few takes seconds.
   */
  private async withShared({ same, edges }: TieGraph, goals: readonly Node[]): Promise<TieGraph> {
    const beginnings = edges.flatMap(({ among }) => among);
    const [first, last] = await Promise.all([
      this.shared(organisationsAmong(beginnings, same)),
      this.shared(organisationsAmong(goals, same)),
    ]);
    return { same, edges: [...edges, ...edgesBetween({ same, beginnings, first, last, goals })] };
  }

  private async shared(organisations: readonly string[]): Promise<readonly Edge[]> {
    const edges = await Promise.all([this.coalitions.edges(organisations), this.activities.edges(organisations)]);
    return edges.flat();
  }
}

/** Its municipalities, and the candidacy itself, to which nominations lead. */
function nodesOf({ id, state }: Stored<Candidacy>): readonly Node[] {
  return [{ type: 'candidacy', id }, ...state.municipalities.map((code): Node => ({ type: 'municipality', id: code }))];
}
