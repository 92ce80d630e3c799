import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '@kraftsamling/service';
import { SurveyCases } from './survey-cases.service.ts';

/** Opens cases from what is known now, not from events: it does not matter whether answers or policies came first. */
@Injectable()
export class SurveyKeeper extends PeriodicTask {
  protected override readonly everyMs = 2_000;

  constructor(private readonly cases: SurveyCases) {
    super();
  }

  protected override async run(): Promise<void> {
    await this.cases.openAll();
  }
}
