import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '@kraftsamling/service';
import { Searches } from './searches.service.ts';

const mostAtOnce = 20;

/**
 * Searches the network for every case that has been identified, soon after it has. However many come at once, only a few of them are
 * ever looked at together; replicas share them.
 */
@Injectable()
export class Searcher extends PeriodicTask {
  protected override readonly everyMs = 1_000;

  constructor(private readonly searches: Searches) {
    super();
  }

  protected override async run(): Promise<void> {
    while (!this.stopping.aborted && (await this.searches.searchWaiting(mostAtOnce)) > 0);
  }
}
