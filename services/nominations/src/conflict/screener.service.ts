import { Injectable } from '@nestjs/common';
import { attemptEach, PeriodicTask } from '@kraftsamling/service';
import { Awards } from '../award/award.store.ts';
import { Conflicts } from './conflicts.service.ts';

const everyMs = 1_000;
const restsAtMost = 30;

/**
 * Puts direct ties on record soon after they have become known. Nobody waits for it: whoever is tied is kept out at once, and before
 * anything is decided the same is done once more. A thousand events in a second are looked at once; without any it looks now and then, for
 * what another replica has heard of and not lived to settle.
 */
@Injectable()
export class Screener extends PeriodicTask {
  protected override readonly everyMs = everyMs;
  private isDue = true;
  private rests = 0;

  constructor(
    private readonly awards: Awards,
    private readonly conflicts: Conflicts,
  ) {
    super();
  }

  tiesMayHaveChanged(): void {
    this.isDue = true;
  }

  protected override async run(): Promise<void> {
    if (!this.isDue && ++this.rests < restsAtMost) return;
    this.isDue = false;
    this.rests = 0;
    try {
      await attemptEach(await this.awards.open(), ({ id }) => this.conflicts.settle(id));
    } catch (error) {
      this.isDue = true;
      throw error;
    }
  }
}
