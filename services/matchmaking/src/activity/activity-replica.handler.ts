import { Controller } from '@nestjs/common';
import { activityEvents } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { CasesService } from '../case/cases.service.ts';
import { Activities } from './activity.replica.ts';

/** What is covered is known from here, and that a coalition has begun to work. */
@Controller()
export class ActivityReplicaHandler {
  constructor(
    private readonly activities: Activities,
    private readonly cases: CasesService,
  ) {}

  @EventHandler('activities', ...activityEvents)
  async handle(event: EventOf<(typeof activityEvents)[number]>): Promise<void> {
    await this.activities.apply(event);

    const { id, caseId, status, organisers } = event.data;
    if (caseId !== undefined && (status === 'published' || status === 'reported'))
      await this.cases.activityPublished(caseId, { id, organisers });
  }
}
