import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '@kraftsamling/service';
import { CasesService } from './cases.service.ts';

const mostAtOnce = 100;

/**
 * Reminds of invitations, ends those that nobody has answered, and says when a follow-up is due. Any replica may do it, and several at
 * once: each of these happens once. What has expired cannot be accepted, whether it has been ended or not.
 */
@Injectable()
export class CaseDeadlines extends PeriodicTask {
  protected override readonly everyMs = 1_000;

  constructor(private readonly cases: CasesService) {
    super();
  }

  protected override async run(): Promise<void> {
    await this.cases.passTime(mostAtOnce);
  }
}
