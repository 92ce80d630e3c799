import { accepted, Allow, Caller, callerName } from '@kraftsamling/service';
import type { Principal, Representation } from '@kraftsamling/service';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Generations } from '../database/generations.store.ts';
import { GenerationReconciler } from './generation.reconciler.ts';
import { RebuildDto, RebuildParams, RebuildsView, rebuildView, RebuildView } from './rebuild.dto.ts';

/** Counting everything anew from the first event, beside the figures that are shown. */
@ApiTags('Operations')
@Allow('operator')
@Controller('v1/rebuilds')
export class RebuildsController {
  constructor(
    private readonly generations: Generations,
    private readonly reconciler: GenerationReconciler,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Count everything anew from the first event; the new figures are shown once they have caught up',
  })
  @ApiAcceptedResponse({ type: RebuildView })
  async start(@Caller() caller: Principal, @Body() { mayKnowLess }: RebuildDto): Promise<Representation<RebuildView>> {
    const begun = await this.generations.begin(mayKnowLess && { reason: mayKnowLess.reason, by: callerName(caller) });
    return accepted(`/v1/rebuilds/${begun._id}`, rebuildView(begun, undefined));
  }

  @Get()
  @ApiOperation({ summary: 'List the generations of figures, the newest first' })
  @ApiOkResponse({ type: RebuildsView })
  async list(): Promise<RebuildsView> {
    const newestFirst = (await this.generations.all()).reverse();
    const items = newestFirst.map(async (each) => rebuildView(each, await this.reconciler.pending(each._id)));
    return { items: await Promise.all(items) };
  }

  @Get(':generation')
  @ApiOperation({ summary: 'See how far a rebuild has come' })
  @ApiOkResponse({ type: RebuildView })
  async get(@Param() { generation }: RebuildParams): Promise<RebuildView> {
    return rebuildView(await this.generations.require(generation), await this.reconciler.pending(generation));
  }

  @Delete(':generation')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give a rebuild up; the figures that are shown are not touched' })
  @ApiNoContentResponse({ description: 'Given up' })
  async giveUp(@Param() { generation }: RebuildParams): Promise<void> {
    await this.generations.giveUp(generation);
  }
}
