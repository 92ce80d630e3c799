import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { isOutage } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { Surveys } from './survey.document.ts';
import { SurveysService } from './surveys.service.ts';

const lookEveryMs = 1_000;

/**
 * Counts the answers of open surveys, and closes surveys when their time is over. Every replica does it, and nothing is wrong when
 * none does: a survey takes no answers outside its time, whatever state it is in.
 */
@Injectable()
export class SurveyKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SurveyKeeper.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly surveys: Surveys,
    private readonly service: SurveysService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), lookEveryMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Looks after all of them, unless it is doing that already. */
  private wake(): void {
    if (!this.surveys.reachable) return;
    this.looking ??= this.lookAfterAll()
      .catch((error: unknown) => {
        if (!isOutage(error)) this.logger.error({ message: 'A survey cannot be looked after', err: error });
      })
      .finally(() => {
        this.looking = undefined;
      });
  }

  /** One that cannot be looked after keeps none of the others. */
  private async lookAfterAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const survey of await this.surveys.answered(this.clock.now()))
      await this.service.lookAfter(survey).catch((error: unknown) => {
        failures.push(error);
      });
    if (failures.length > 0) throw failures[0];
  }
}
