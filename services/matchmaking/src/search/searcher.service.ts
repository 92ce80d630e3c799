import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '@kraftsamling/service';
import { Searches } from './searches.service.ts';

const mostAtOnce = 100;

/**
 * Searches the network for every case that has been identified, soon after it has. However many come at once, only so many are
 * ever held; replicas share them.
 */
@Injectable()
export class Searcher extends PeriodicTask {
  protected override readonly everyMs = 1_000;

  constructor(private readonly searches: Searches) {
    super();
  }

  protected override async run(): Promise<void> {
    while (!this.stopping.aborted && (await this.searches.searchWaiting(mostAtOnce, this.stopping)) > 0);
  }
}
