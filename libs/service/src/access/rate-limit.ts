import { SetMetadata } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ServiceSettings } from '../configuration/service-settings.ts';
import type { Request } from '../http/request.ts';
import { Problem } from '../problems/problem.ts';
import { networkOf } from './network.ts';

export const UNLIMITED = Symbol('unlimited');

/** For the platform's own probes, which come often and from one address. */
export function Unlimited(): ClassDecorator {
  return SetMetadata(UNLIMITED, true);
}

/** How much one address may ask for without a token that proves who asks. Each replica counts for itself; a limit of 0 is no limit. */
export class RateLimit {
  private readonly reads: RateLimiterMemory | undefined;
  private readonly writes: RateLimiterMemory | undefined;

  constructor(settings: Pick<ServiceSettings, 'anonymousReadsPerMinute' | 'anonymousWritesPerMinute'>) {
    this.reads = perMinute(settings.anonymousReadsPerMinute);
    this.writes = perMinute(settings.anonymousWritesPerMinute);
  }

  async count(request: Request): Promise<void> {
    const limiter = request.method === 'GET' || request.method === 'HEAD' ? this.reads : this.writes;
    if (limiter === undefined) return;

    try {
      await limiter.consume(networkOf(request.ip));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
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
}

function perMinute(points: number): RateLimiterMemory | undefined {
  return points === 0 ? undefined : new RateLimiterMemory({ points, duration: 60 });
}
