import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, register } from 'prom-client';
import { Allow } from '../access/allow.ts';
import { Unlimited } from '../access/rate-limit.ts';
import type { Reply } from '../http/request.ts';

@ApiExcludeController()
@Allow('anyone')
@Unlimited()
@Controller('metrics')
export class MetricsController {
  constructor() {
    if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();
  }

  @Get()
  async read(@Res({ passthrough: true }) reply: Reply): Promise<string> {
    reply.type(register.contentType);
    return register.metrics();
  }
}
