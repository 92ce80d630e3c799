import type { Node, TieGraph } from '../src/conflict/tie-graph.ts';

/**
 * How far it is, found in another way: names of one and the same take the least name of any of them until nothing changes, and one queue
 * goes from those to what they take part in and from there to others, each half a step.
 */
export function distances({ same, edges }: TieGraph, from: Node): (node: Node) => number | undefined {
  const written = (node: Node) => `${node.type}/${node.id}`;
  const nodes = [from, ...same.flat(), ...edges.flatMap(({ among }) => among)];
  const labels = new Map(nodes.map((node) => [written(node), written(node)]));
  for (let changed = true; changed;) {
    changed = false;
    for (const pair of same) {
      const [one, other] = pair.map((node) => labels.get(written(node)) as string) as [string, string];
      if (one === other) continue;
      const [least, greatest] = one < other ? [one, other] : [other, one];
      for (const [name, label] of labels) if (label === greatest) labels.set(name, least);
      changed = true;
    }
  }
  const labelOf = (node: Node) => labels.get(written(node)) ?? written(node);

  const halfSteps = new Map<string, number>([[labelOf(from), 0]]);
  const queue: (string | number)[] = [labelOf(from)];
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    const after = (halfSteps.get(keyOf(place)) ?? 0) + 1;
    const next =
      typeof place === 'number'
        ? (edges[place]?.among ?? []).map(labelOf)
        : edges.flatMap(({ among }, at) => (among.some((node) => labelOf(node) === place) ? [at] : []));
    for (const each of next) {
      if (halfSteps.has(keyOf(each))) continue;
      halfSteps.set(keyOf(each), after);
      queue.push(each);
    }
  }
  return (node) => {
    const half = halfSteps.get(labelOf(node));
    return half === undefined ? undefined : half / 2;
  };
}

function keyOf(place: string | number): string {
  return typeof place === 'number' ? `edge ${place}` : place;
}
