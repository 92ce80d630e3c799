import { Injectable } from '@nestjs/common';
import { attemptEach, Clock, PeriodicTask } from '@kraftsamling/service';
import { Surveys } from './survey.store.ts';
import { SurveysService } from './surveys.service.ts';

/**
 * Counts the answers of open surveys, and closes surveys when their time is over. Every replica does it, and nothing is wrong when
 * none does: a survey takes no answers outside its time, whatever state it is in.
 */
@Injectable()
export class SurveyKeeper extends PeriodicTask {
  protected override readonly everyMs = 1_000;

  constructor(
    private readonly surveys: Surveys,
    private readonly service: SurveysService,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** One that cannot be counted or closed keeps none of the others. */
  protected override async run(): Promise<void> {
    if (!this.surveys.reachable) return;
    await attemptEach(await this.surveys.answered(this.clock.now()), (survey) => this.service.countOrClose(survey));
  }
}
