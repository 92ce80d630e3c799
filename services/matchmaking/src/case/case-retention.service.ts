import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '@kraftsamling/service';
import { Counter } from 'prom-client';
import { CasesService } from './cases.service.ts';

const mostAtOnce = 100;

const forgotten = new Counter({
  name: 'case_texts_forgotten_total',
  help: 'Ended cases of which what members had written was forgotten, as the policy says',
});

/** Forgets what members have written when it has been kept for as long as the policy says (`TEXTS_KEPT_DAYS`). */
@Injectable()
export class CaseRetention extends PeriodicTask {
  protected override readonly everyMs = 60_000;

  constructor(private readonly cases: CasesService) {
    super();
  }

  protected override async run(): Promise<void> {
    forgotten.inc(await this.cases.forgetTexts(mostAtOnce));
  }
}
