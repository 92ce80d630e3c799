import { once } from 'node:events';
import { extname } from 'node:path';
import { setInterval, setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answer, IntegerProgram } from './integer-program.ts';
import type { Question } from './solver.thread.ts';

/** HiGHS looks at its clock now and then; a thread that has not answered after this much more is ended. */
const graceMs = 5_000;

/** So much is left to everything else in the process, in bytes. HiGHS takes some hundred megabytes in a second, and knows no limit. */
const memoryForOthers = 128 * 1024 * 1024;
const looksAtMemoryEveryMs = 50;

/**
 * Solves programs one after the other in a thread of its own, which starts with the first of them. A program that takes too long, or for
 * which there is no memory, is answered with what is known then: nothing. The process goes on.
 */
export class Solver {
  #thread: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #availableMemory: () => number;

  /** `availableMemory`: in bytes, of the container's or of the machine's. */
  constructor(availableMemory = () => process.availableMemory()) {
    this.#availableMemory = availableMemory;
  }

  readonly solve = (program: IntegerProgram, timeLimitMs: number): Promise<Answer> => {
    const answer = this.#last.then(() => this.#ask(program, timeLimitMs));
    this.#last = answer.catch(() => undefined);
    return answer;
  };

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }

  async #ask(program: IntegerProgram, timeLimitMs: number): Promise<Answer> {
    const started = performance.now();
    this.#thread ??= new Worker(new URL(`./solver.thread${extname(import.meta.url)}`, import.meta.url));
    const thread = this.#thread;
    const answered = new AbortController();
    try {
      thread.postMessage({ program, timeLimitMs } satisfies Question);
      const [answer] = (await Promise.race([
        once(thread, 'message', answered),
        once(thread, 'exit', answered).then(() => Promise.reject(new Error('The solver was closed.'))),
        delay(timeLimitMs + graceMs, undefined, answered).then(() => [undefined]),
        this.#memoryIsShort(answered).then(() => [undefined]),
      ])) as [Answer | undefined];
      if (answer !== undefined) return answer;
      await this.close();
      return { bound: Infinity, elapsedMs: performance.now() - started };
    } catch (error) {
      // Out of memory, for instance: the next program gets a fresh thread.
      await this.close();
      throw error;
    } finally {
      answered.abort();
    }
  }

  async #memoryIsShort(until: AbortController): Promise<void> {
    for await (const _ of setInterval(looksAtMemoryEveryMs, undefined, until))
      if (this.#availableMemory() < memoryForOthers) return;
  }
}
