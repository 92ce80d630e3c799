import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '@kraftsamling/service';
import { Programme } from './programme.store.ts';

/**
 * Looks at the whole programme again now and then. A replica whose clock is further out than a change may take to turn up (see
 * Programme) delays what it saves, and hides nothing.
 */
@Injectable()
export class ProgrammeRefresh extends PeriodicTask {
  protected override readonly everyMs = 10 * 60_000;

  constructor(private readonly programme: Programme) {
    super();
  }

  protected override async run(): Promise<void> {
    await this.programme.readAll();
  }
}
