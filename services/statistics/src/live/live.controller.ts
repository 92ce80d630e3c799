import { Allow, Costs, Sender } from '@kraftsamling/service';
import type { Reply } from '@kraftsamling/service';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { costOfFigures } from '../figures/figures.controller.ts';
import { LiveFigures } from './live-figures.feed.ts';
import { LiveQuery } from './live.dto.ts';

@ApiTags('Figures')
@Controller('v1/live')
export class LiveController {
  constructor(private readonly live: LiveFigures) {}

  @Get()
  @Allow('anyone')
  @Costs(costOfFigures)
  @ApiOperation({
    summary: 'Listen to the figures as they change, over server-sent events',
    description:
      'First an event `figures` with what GET /v1/figures, /v1/figures/{campaignId} or /v1/awards/{awardId}/figures answers; then, a few times a second at most, events `change` with a JSON merge patch (RFC 7396) to what was sent before.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Sent by browsers that come back: who has missed nothing is not sent everything again',
  })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  async listen(
    @Query() whose: LiveQuery,
    @Headers('last-event-id') seen: string | undefined,
    @Sender() sender: string,
    @Res() reply: Reply,
  ): Promise<void> {
    const stream = await this.live.listen(whose, seen, sender);
    await reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      .send(stream);
  }
}
