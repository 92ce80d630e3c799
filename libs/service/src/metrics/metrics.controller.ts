import { observeGauges } from '@kraftsamling/messaging';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, register } from 'prom-client';
import { Allow } from '../access/allow.ts';
import { Costs } from '../access/rate-limit.ts';
import { ServiceSettings } from '../configuration/service-settings.ts';
import type { Reply, Request } from '../http/request.ts';
import { Problem } from '../problems/problem.ts';

@ApiExcludeController()
@Allow('anyone')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly settings: ServiceSettings) {
    if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();
  }

  /** What others may learn of the service stands in its API: this is for whoever runs it, who asks directly and through no proxy. */
  @Get()
  @Costs(0)
  async read(@Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    const { headers, socket } = request;
    const isDirect = headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
    if (!isDirect || !this.settings.metricsReaders.has(socket.remoteAddress ?? ''))
      throw new Problem(
        403,
        'not-allowed',
        'Measurements are read from the addresses of METRICS_READERS, and no others.',
      );

    await observeGauges();
    reply.type(register.contentType);
    return register.metrics();
  }
}
