import { Injectable } from '@nestjs/common';
import { attemptEach, PeriodicTask } from '@kraftsamling/service';
import { Surveys } from './survey.store.ts';
import { SurveysService } from './surveys.service.ts';

/**
 * Counts the surveys that have been answered, and closes those whose time is over. Every replica does it, and nothing is wrong when
 * none does: a survey takes no answers outside its time, whatever state it is in.
 */
@Injectable()
export class SurveyKeeper extends PeriodicTask {
  protected override readonly everyMs = 1_000;

  constructor(
    private readonly surveys: Surveys,
    private readonly service: SurveysService,
  ) {
    super();
  }

  protected override async run(): Promise<void> {
    if (!this.surveys.reachable) return;
    await attemptEach([() => this.service.countAnswered(), () => this.service.closeOverdue()], (work) => work());
  }
}
