import { createHmac } from 'node:crypto';
import { RateLimiterMemory, RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { ServiceSettings } from '../configuration/service-settings.ts';
import type { Database } from '../database/database.ts';
import type { Request } from '../http/request.ts';
import { routeConfig } from '../http/route-config.ts';
import { Problem } from '../problems/problem.ts';
import { networkOf } from './network.ts';

/**
 * What a request to this route costs, where others cost 1: as many times more as it makes the service work. 0 is for the platform's
 * own probes, which come often and from one address.
 */
export function Costs(points: number): MethodDecorator {
  return routeConfig({ cost: points });
}

type Settings = Pick<
  ServiceSettings,
  'anonymousReadsPerMinute' | 'anonymousWritesPerMinute' | 'rateLimits' | 'mongodbUri'
>;

/** Where replicas count together. */
type Shared = Pick<Database, 'name' | 'ready' | 'connection'>;

/**
 * How much one address may ask for without a token that proves who asks; a limit of 0 is no limit. Each replica counts for itself, or
 * all of them together in the database.
 */
export class RateLimit {
  private readonly reads: RateLimiterAbstract | undefined;
  private readonly writes: RateLimiterAbstract | undefined;

  constructor(
    private readonly settings: Settings,
    database: Shared,
  ) {
    this.reads = this.perMinute('reads', settings.anonymousReadsPerMinute, database);
    this.writes = this.perMinute('writes', settings.anonymousWritesPerMinute, database);
  }

  async count(request: Request): Promise<void> {
    const limiter = this.limiterOf(request);
    if (limiter === undefined) return;

    try {
      // What costs more than the whole limit can still be had once.
      await limiter.consume(this.senderOf(request), Math.min(costOf(request), limiter.points));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // What is refused has cost next to nothing either: the rest of the minute is not lost by one dear request.
      await this.giveBack(request);
      const seconds = Math.ceil(refusal.msBeforeNext / 1000);
      throw new Problem(
        429,
        'too-many-requests',
        `Too many requests from this address. Try again in ${seconds} seconds.`,
        {
          headers: { 'retry-after': String(seconds) },
        },
      );
    }
  }

  /** Whoever had the answer already has cost next to nothing: all but one point is given back. */
  async giveBack(request: Request): Promise<void> {
    const limiter = this.limiterOf(request);
    const cost = limiter ? Math.min(costOf(request), limiter.points) : 0;
    if (limiter && cost > 1) await limiter.reward(this.senderOf(request), cost - 1);
  }

  private limiterOf(request: Request): RateLimiterAbstract | undefined {
    if (costOf(request) === 0) return undefined;
    return request.method === 'GET' || request.method === 'HEAD' ? this.reads : this.writes;
  }

  /** The database is told no addresses: what is kept there, for a minute, is a hash that nobody without its password can make. */
  private senderOf({ ip }: Request): string {
    const network = networkOf(ip);
    if (this.settings.rateLimits === 'replica') return network;
    return createHmac('sha256', this.settings.mongodbUri).update(network).digest('base64url');
  }

  private perMinute(
    what: string,
    points: number,
    { name, ready, connection }: Shared,
  ): RateLimiterAbstract | undefined {
    if (points === 0) return undefined;
    const alone = new RateLimiterMemory({ points, duration: 60 });
    if (this.settings.rateLimits === 'replica') return alone;

    return new RateLimiterMongo({
      storeClient: ready.then(() => connection.getClient()),
      dbName: name,
      tableName: 'rate-limits',
      keyPrefix: what,
      points,
      duration: 60,
      // Who has asked for too much is refused without asking the database again.
      inMemoryBlockOnConsumed: points,
      // While the database is away.
      insuranceLimiter: alone,
    });
  }
}

function costOf({ routeOptions }: Request): number {
  return routeOptions.config.cost ?? 1;
}
