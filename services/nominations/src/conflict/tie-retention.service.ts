import { Injectable } from '@nestjs/common';
import { attemptEach, Clock, PeriodicTask } from '@kraftsamling/service';
import type { RunningAward } from '../award/award.state.ts';
import { Awards } from '../award/award.store.ts';
import { forgetTies } from '../jury/juror.ts';
import { Jurors } from '../jury/juror.store.ts';
import { forgetGround } from './conflict.ts';
import { tiesKeptUntil } from './retention.ts';
import { SettledConflicts } from './settled-conflict.store.ts';

/** Forgets what jurors have declared, and why anybody was kept out or let in, when it has been known for as long as the award says. */
@Injectable()
export class TieRetention extends PeriodicTask {
  protected override readonly everyMs = 60_000;

  constructor(
    private readonly awards: Awards,
    private readonly jurors: Jurors,
    private readonly settledConflicts: SettledConflicts,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override async run(): Promise<void> {
    await attemptEach(await this.awards.running(), ({ id, state }) => this.forget(id, state));
  }

  private async forget(awardId: string, award: RunningAward): Promise<void> {
    const now = this.clock.now();
    const until = tiesKeptUntil(award);
    if (until === undefined || now < until) return;

    for (const { id } of await this.jurors.withTiesKnown(awardId))
      await this.jurors.update(id, (juror) => forgetTies(juror, now));
    for (const id of await this.settledConflicts.withGround(awardId))
      await this.settledConflicts.update(id, forgetGround);
  }
}
