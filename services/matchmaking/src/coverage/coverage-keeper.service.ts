import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '@kraftsamling/service';
import { CoverageService } from './coverage.service.ts';

/**
 * Opens the gap of a municipality again whose last activity has been cancelled, moved or taken out of the campaign, and closes the cases
 * of those that have got one. From what is known now, not from events: so it does not matter in which order they came.
 */
@Injectable()
export class CoverageKeeper extends PeriodicTask {
  protected override readonly everyMs = 2_000;

  constructor(private readonly coverage: CoverageService) {
    super();
  }

  protected override async run(): Promise<void> {
    await this.coverage.reconcileAll();
  }
}
