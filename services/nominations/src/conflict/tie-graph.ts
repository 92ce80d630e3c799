import type { TieKind } from '../jury/juror.ts';

/** Whoever a tie may lie between, by one of the ids that they are known under. */
export interface Node {
  readonly type: 'juror' | 'organisation' | 'municipality' | 'candidacy';
  readonly id: string;
}

/** What jurors declare, what follows from what they have sent, and what other services have published of organisations. */
export type EdgeKind = TieKind | 'own-nomination' | 'coalition' | 'activity';

/** Ties all of these to each other: a juror to what they have declared, the members of a coalition, the organisers of an activity. */
export interface Edge {
  readonly kind: EdgeKind;
  /** The case or the activity that it comes from. */
  readonly via?: string;
  readonly among: readonly Node[];
}

export interface TieGraph {
  /** Two names of one and the same: a municipality, and the organisation as which it takes part; a person who was appointed twice. */
  readonly same: readonly (readonly [Node, Node])[];
  readonly edges: readonly Edge[];
}

export interface Step {
  readonly kind: EdgeKind;
  readonly via?: string;
  readonly from: Node;
  readonly to: Node;
}

export type Path = readonly Step[];

/**
 * By the name of each goal the shortest path to any of its nodes, of at most so many steps. What is one and the same is no step apart: a
 * step may begin at another name of what the step before it has led to. Of paths that are as long it is always the same one, whatever the
 * order of the input.
 */
export function pathsWithin(
  { same, edges }: TieGraph,
  from: Node,
  goals: ReadonlyMap<string, readonly Node[]>,
  most: number,
): ReadonlyMap<string, Path> {
  const identityOf = identities(same);
  const byIdentity = Map.groupBy(
    edges.flatMap((edge) => edge.among.map((end) => ({ edge, end }))),
    ({ end }) => identityOf(end),
  );
  const reached = new Map<string, Path>([[identityOf(from), []]]);
  // Whatever an edge leads to is reached when it has been gone along once.
  const spent = new Set<Edge>();
  let furthest = [...reached];

  for (let steps = 1; steps <= most && furthest.length > 0; steps++) {
    const found = new Map<string, Path>();
    const tried = new Set<Edge>();
    for (const [identity, path] of furthest)
      for (const { edge, end } of byIdentity.get(identity) ?? []) {
        if (spent.has(edge)) continue;
        tried.add(edge);
        for (const to of edge.among) {
          const next = identityOf(to);
          if (reached.has(next)) continue;
          const longer = [...path, stepAlong(edge, end, to)];
          const known = found.get(next);
          if (!known || comesBefore(longer, known)) found.set(next, longer);
        }
      }
    for (const [identity, path] of found) reached.set(identity, path);
    for (const edge of tried) spent.add(edge);
    furthest = [...found];
  }

  return new Map(
    [...goals].flatMap(([goal, nodes]) => {
      const paths = nodes.map((node) => reached.get(identityOf(node))).filter((path) => path !== undefined);
      const [first, ...others] = paths;
      if (!first) return [];
      return [[goal, others.reduce((best, path) => (comesBefore(path, best) ? path : best), first)] as const];
    }),
  );
}

export interface TwoSteps {
  readonly same: TieGraph['same'];
  readonly beginnings: readonly Node[];
  /** All edges at the beginnings. */
  readonly first: readonly Edge[];
  /** All edges at the goals. */
  readonly last: readonly Edge[];
  readonly goals: readonly Node[];
}

/** Of the edges on both sides those that lie on a way of one or two steps: an organisation may have thousands that lead nowhere. */
export function edgesBetween({ same, beginnings, first, last, goals }: TwoSteps): readonly Edge[] {
  const identityOf = identities(same);
  const all = (nodes: readonly Node[]) => new Set(nodes.map(identityOf));
  const ends = (edges: readonly Edge[]) => edges.flatMap(({ among }) => among);
  const leads = ({ among }: Edge, from: ReadonlySet<string>, to: ReadonlySet<string>) => {
    const touched = among.map(identityOf);
    return touched.some((one) => from.has(one) && touched.some((other) => other !== one && to.has(other)));
  };

  const begun = all(beginnings);
  const wanted = all(goals);
  const beforeLast = all([...goals, ...ends(last)]);
  const onTheWay = first.filter((edge) => leads(edge, begun, beforeLast));
  const reached = all([...beginnings, ...ends(onTheWay)]);
  return [...onTheWay, ...last.filter((edge) => leads(edge, reached, wanted))];
}

/** Names of one and the same have one identity, also where only a third name says that they are the same (union-find). */
export function identities(same: TieGraph['same']): (node: Node) => string {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    // Whoever asks next finds it in one step.
    for (let each = name; each !== root;) {
      const next = parents.get(each) ?? root;
      parents.set(each, root);
      each = next;
    }
    return root;
  };
  for (const [one, other] of same) {
    const [first, second] = [rootOf(nameOf(one)), rootOf(nameOf(other))].sort() as [string, string];
    if (first !== second) parents.set(second, first);
  }
  return (node) => rootOf(nameOf(node));
}

function stepAlong({ kind, via }: Edge, from: Node, to: Node): Step {
  return { kind, ...(via !== undefined && { via }), from, to };
}

/** The shorter one; of two that are as long the one whose words come first. */
function comesBefore(one: Path, other: Path): boolean {
  if (one.length !== other.length) return one.length < other.length;
  return wordsOf(one) < wordsOf(other);
}

function wordsOf(path: Path): string {
  return JSON.stringify(path.map(({ kind, via = '', from, to }) => [kind, via, nameOf(from), nameOf(to)]));
}

function nameOf({ type, id }: Node): string {
  return `${type} ${id}`;
}

/** The organisations among these, under all ids that they are known by. */
export function organisationsAmong(nodes: readonly Node[], same: TieGraph['same']): readonly string[] {
  const identityOf = identities(same);
  const wanted = new Set(nodes.map(identityOf));
  const named = [...nodes, ...same.flat()].filter(
    (node) => node.type === 'organisation' && wanted.has(identityOf(node)),
  );
  return [...new Set(named.map(({ id }) => id))];
}
