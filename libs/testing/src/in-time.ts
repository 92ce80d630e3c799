import { eventually } from './eventually.ts';

/** A slow machine with others at work on it is late; only something that waits for the wrong thing is so late. */
const FAR_BEYOND = 15;

/** Eventually, where the time is a promise (a requirement says so): what it took is printed, and fails only far beyond what was promised. */
export async function inTime<T>(what: string, promisedMs: number, assertion: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  const answer = await eventually(assertion, { within: FAR_BEYOND * promisedMs });
  process.stdout.write(`${what}: ${Math.round(performance.now() - began)} ms (promised: ${promisedMs} ms)\n`);
  return answer;
}
