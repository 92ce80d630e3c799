import { once } from 'node:events';
import { extname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answer, IntegerProgram } from './integer-program.ts';
import type { Question } from './solver.thread.ts';

/** HiGHS looks at its clock now and then; a thread that has not answered after this much more is ended. */
const graceMs = 5_000;

/** Solves programs one after the other in a thread of its own, which starts with the first of them. */
export class Solver {
  #thread: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

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
    this.#thread ??= new Worker(new URL(`./solver.thread${extname(import.meta.url)}`, import.meta.url));
    const thread = this.#thread;
    const answered = new AbortController();
    try {
      thread.postMessage({ program, timeLimitMs } satisfies Question);
      const [answer] = (await Promise.race([
        once(thread, 'message', answered),
        once(thread, 'exit', answered).then(() => Promise.reject(new Error('The solver was closed.'))),
        delay(timeLimitMs + graceMs, undefined, answered).then(() => [undefined]),
      ])) as [Answer | undefined];
      if (answer !== undefined) return answer;
      await this.close();
      return { bound: Infinity, elapsedMs: timeLimitMs };
    } catch (error) {
      // Out of memory, for instance: the next program gets a fresh thread.
      await this.close();
      throw error;
    } finally {
      answered.abort();
    }
  }
}
