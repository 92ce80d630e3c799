import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from '../access/allow.ts';
import { Costs } from '../access/rate-limit.ts';
import { Problem } from '../problems/problem.ts';
import { Readiness } from './readiness.ts';
import type { ReadinessReport } from './readiness.ts';

@ApiExcludeController()
@Allow('anyone')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs. Nothing else is asked, since a restart cures nothing else. */
  @Get('live')
  @Costs(0)
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Costs(0)
  async ready(): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    if (report.status !== 'not-ready') return report;

    const down = report.checks
      .filter(({ status, essential }) => status === 'down' && essential)
      .map(({ name }) => name);
    throw new Problem(503, 'not-ready', `Not ready: ${down.join(', ')}.`, { members: { checks: report.checks } });
  }
}
