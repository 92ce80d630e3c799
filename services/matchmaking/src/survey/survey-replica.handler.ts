import { Controller } from '@nestjs/common';
import { surveyEvents } from '@kraftsamling/contracts';
import type { EventOf } from '@kraftsamling/contracts';
import { EventHandler } from '@kraftsamling/messaging';
import { Surveys } from './survey.replica.ts';

/** What has been answered is known from here. What follows from it, the keeper sees to. */
@Controller()
export class SurveyReplicaHandler {
  constructor(private readonly surveys: Surveys) {}

  @EventHandler('surveys', ...surveyEvents)
  async handle(event: EventOf<(typeof surveyEvents)[number]>): Promise<void> {
    await this.surveys.apply(event);
  }
}
