import { isDeepStrictEqual } from 'node:util';
import { counterexample } from '@kraftsamling/testing/proof';
import type { Proof } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import type { Random } from '@kraftsamling/testing/random';
import { accessOf, MOST_STEPS } from '../src/conflict/conflict.ts';
import { identities, pathsWithin } from '../src/conflict/tie-graph.ts';
import type { Edge, Node, Path, TieGraph } from '../src/conflict/tie-graph.ts';
import { distances } from './tie-oracle.ts';

export const full = 20_000;

const juror: Node = { type: 'juror', id: 'j0' };

/**
 * Random graphs of ties, in which many names are of one and the same. To each candidacy there is a path exactly where another search finds
 * one of no more than three steps, and it is as short as that one's; it is a way that can be gone, along ties that there are; who is one
 * step away is blocked, who is two or three away is to be decided, and everybody else is let in; and in which order all of it is told makes
 * no difference.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  const found = new Map<number, number>();
  for (let run = 0; run < runs; run++) {
    const graph = aGraph(random);
    const goals = someGoals(random);
    const paths = pathsWithin(graph, juror, goals, MOST_STEPS);
    const distanceOf = distances(graph, juror);

    for (const [goal, nodes] of goals) {
      const due = Math.min(...nodes.map((node) => distanceOf(node) ?? Infinity));
      const path = paths.get(goal);
      const details = { graph, goal, nodes, path, due };
      if (due > MOST_STEPS ? path !== undefined : path?.length !== due)
        throw counterexample(`It is ${due} steps, and not ${path?.length ?? 'without a path'}.`, details);
      if (path && !canBeGone(graph, path, nodes)) throw counterexample('This way cannot be gone.', details);
      const access = due <= 1 ? 'blocked' : due <= MOST_STEPS ? 'undecided' : 'open';
      if (accessOf(undefined, path) !== access) throw counterexample(`It is not ${access}.`, details);
      found.set(due, (found.get(due) ?? 0) + 1);
    }

    const again = pathsWithin(reordered(random, graph), juror, new Map(random.shuffled([...goals])), MOST_STEPS);
    for (const [goal, path] of paths)
      if (!isDeepStrictEqual(again.get(goal), path))
        throw counterexample('In another order it is another path.', { graph, goal, path, again: again.get(goal) });
    if (again.size !== paths.size) throw counterexample('In another order there are other paths.', { graph });
    if (run % 500 === 499) await new Promise(setImmediate);
  }
  const counts = [...found].toSorted(([a], [b]) => a - b);
  const words = counts.map(([due, count]) => `${count} ${due === Infinity ? 'not tied at all' : `at ${due}`}`);
  log(`${runs} graphs: another search finds as many steps to each candidacy: ${words.join(', ')}.`);
}

/** Each step along a tie that there is; it begins at the juror, goes on from what was reached, and ends at one of the goals. */
function canBeGone({ same, edges }: TieGraph, path: Path, goals: readonly Node[]): boolean {
  const identityOf = identities(same);
  const isIn = (node: Node, edge: Edge) => edge.among.some((each) => isDeepStrictEqual(each, node));
  let at = identityOf(juror);
  for (const { kind, via, from, to } of path) {
    if (identityOf(from) !== at) return false;
    if (!edges.some((edge) => edge.kind === kind && edge.via === via && isIn(from, edge) && isIn(to, edge)))
      return false;
    at = identityOf(to);
  }
  return goals.some((goal) => identityOf(goal) === at);
}

function aGraph({ below, between, chance, oneOf }: Random): TieGraph {
  const organisations = Array.from({ length: between(1, 14) }, (_, at): Node => ({
    type: 'organisation',
    id: `o${at}`,
  }));
  const jurors = [juror, ...Array.from({ length: below(3) }, (_, at): Node => ({ type: 'juror', id: `j${at + 1}` }))];
  const others = [...organisations, ...municipalities];
  const shared = Array.from({ length: below(16) }, (_, at): Edge => {
    const among = [...new Set(Array.from({ length: between(1, 4) }, () => oneOf(organisations)))];
    return { kind: oneOf(['coalition', 'activity']), via: `v${at}`, among };
  });
  const declared = Array.from({ length: between(0, 5) }, (): Edge => {
    return { kind: oneOf(['employer', 'board', 'kin', 'residence']), among: [oneOf(jurors), oneOf(others)] };
  });
  const own = chance(0.3) ? [{ kind: 'own-nomination', among: [oneOf(jurors), oneOf(candidacies)] } as const] : [];
  // Also what is said twice, of itself, or through others only.
  const same = Array.from({ length: below(8) }, () => {
    if (chance(0.2)) return [oneOf(jurors), oneOf(jurors)] as const;
    return [oneOf(organisations), oneOf(chance(0.7) ? municipalities : organisations)] as const;
  });
  return { same, edges: [...shared, ...declared, ...own] };
}

const municipalities = ['2081', '2080', '0180', '1480', '2584'].map((id): Node => ({ type: 'municipality', id }));
const candidacies = ['c0', 'c1', 'c2', 'c3'].map((id): Node => ({ type: 'candidacy', id }));

/** Some of them joint entries. */
function someGoals({ some, oneOf }: Random): ReadonlyMap<string, readonly Node[]> {
  return new Map(candidacies.map((own) => [own.id, [own, oneOf(municipalities), ...some(municipalities, 0.2)]]));
}

function reordered({ shuffled, chance }: Random, { same, edges }: TieGraph): TieGraph {
  return {
    same: shuffled(same).map(([one, other]) => (chance(0.5) ? ([other, one] as const) : ([one, other] as const))),
    edges: shuffled(edges).map((edge) => ({ ...edge, among: shuffled(edge.among) })),
  };
}
