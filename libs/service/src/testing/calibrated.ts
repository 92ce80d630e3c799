import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the loop below took on the machine that limits are written for. */
const referenceMs = 55;

/** How many times slower this machine is just now than the one that limits are written for; 1 where it is faster. */
export function slowness(): number {
  const took = Math.min(...[1, 2, 3].map(() => loopMs()));
  return Math.max(1, took / referenceMs);
}

/** The milliseconds of CPU that the process spends on something, whatever others do meanwhile. */
export async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What the process keeps, once everything that nobody refers to is gone. */
export function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The kinds of work that a request is: text, objects, and looking things up. */
function loopMs(): number {
  const before = process.cpuUsage();
  let known = 0;
  for (let round = 0; round < 120; round += 1) {
    const text = JSON.stringify(
      Array.from({ length: 500 }, (_, at) => ({ id: `${round}-${at}`, at, names: ['a', 'b'] })),
    );
    const parsed = JSON.parse(text) as { id: string }[];
    const byId = new Map(parsed.map((each) => [each.id, each]));
    for (let at = 0; at < 1_000; at += 1) if (byId.has(`${round}-${at}`)) known += 1;
  }
  const { user, system } = process.cpuUsage(before);
  return known > 0 ? (user + system) / 1000 : Infinity;
}
