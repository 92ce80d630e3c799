import { Injectable } from '@nestjs/common';
import { attemptEach, Clock, PeriodicTask } from '@kraftsamling/service';
import type { RunningAward } from '../award/award.state.ts';
import { Awards } from '../award/award.store.ts';
import { Nominations } from './nomination.store.ts';
import { forgetNominator } from './nomination.ts';
import { statusesToForget } from './retention.ts';

const mostAtOnce = 100;

/** Forgets who has nominated when it has been known for as long as the award says, and who has never confirmed it when nobody can any more. */
@Injectable()
export class NominatorRetention extends PeriodicTask {
  protected override readonly everyMs = 60_000;

  constructor(
    private readonly awards: Awards,
    private readonly nominations: Nominations,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override async run(): Promise<void> {
    await attemptEach(await this.awards.running(), ({ id, state }) => this.forget(id, state));
  }

  private async forget(awardId: string, award: RunningAward): Promise<void> {
    const statuses = statusesToForget(award, this.clock.now());
    if (statuses.length === 0) return;

    let ids: readonly string[];
    do {
      ids = await this.nominations.withNominator(awardId, statuses, mostAtOnce);
      for (const id of ids) await this.nominations.update(id, forgetNominator);
    } while (ids.length === mostAtOnce && !this.stopping.aborted);
  }
}
