import { Agent, request } from 'node:http';
import type { RequestOptions } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const probeEveryMs = 50;
/** From the first probe that fails to the last request: what it takes to tell whoever shares out requests. */
const noticedAfterMs = 250;

/**
 * Shares out requests among replicas as a load balancer does: it asks each now and then whether it is ready, stops a while after one has
 * said that it is not, and begins again when it is. One request in two goes over a connection that is kept, the others each over a new one.
 */
export class LoadBalancer {
  answered = 0;
  /** What clients saw go wrong, by its code. */
  readonly failures = new Map<string, number>();
  private readonly replicas = new Set<string>();
  private readonly agent = new Agent({ keepAlive: true });
  private turn = 0;
  private readonly ended = new AbortController();

  /** From now on it gets its share. */
  add(url: string): void {
    this.replicas.add(url);
    void this.watch(url);
  }

  /** So many clients who each ask as soon as they have been answered, while something is done. */
  async load<Result>(clients: number, path: string, work: () => Promise<Result>): Promise<Result> {
    const done = new AbortController();
    const asking = Array.from({ length: clients }, () => this.ask(path, done.signal));
    const result = await work().finally(() => done.abort());
    await Promise.all(asking);
    return result;
  }

  end(): void {
    this.ended.abort();
    this.agent.destroy();
  }

  private async ask(path: string, done: AbortSignal): Promise<void> {
    while (!done.aborted) {
      if (this.replicas.size === 0) {
        await delay(probeEveryMs);
        continue;
      }
      this.turn += 1;
      const url = [...this.replicas][Math.floor(this.turn / 2) % this.replicas.size];
      const agent = this.turn % 2 === 0 ? this.agent : false;
      await answer(`${url}${path}`, { agent }).then(
        (status) => (status === 200 ? (this.answered += 1) : this.failed(String(status))),
        (error: unknown) => this.failed(codeOf(error)),
      );
    }
  }

  private failed(code: string): void {
    this.failures.set(code, (this.failures.get(code) ?? 0) + 1);
  }

  /** Until it answers no more. One that is not ready need not be ending: its database may be away for a moment. */
  private async watch(url: string): Promise<void> {
    const probe = () => answer(`${url}/health/ready`, { agent: false }).catch(() => undefined);
    for (let status = await probe(); status !== undefined && !this.ended.signal.aborted; status = await probe()) {
      if (status === 200) this.replicas.add(url);
      else await this.drop(url);
      await delay(probeEveryMs);
    }
    await this.drop(url);
  }

  private async drop(url: string): Promise<void> {
    await delay(noticedAfterMs);
    this.replicas.delete(url);
  }
}

function answer(url: string, options: RequestOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (response) => {
      response
        .resume()
        .once('end', () => resolve(response.statusCode ?? 0))
        .once('error', reject);
    });
    asked.once('error', reject).end();
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
