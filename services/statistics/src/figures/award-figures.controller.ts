import { Allow, AnswersPageOf, Costs, offsetOf, page } from '@kraftsamling/service';
import type { Page, Representation } from '@kraftsamling/service';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Figures } from '../database/figures.store.ts';
import { Sources } from '../database/sources.store.ts';
import { costOfFigures, withRevision } from './figures.controller.ts';
import {
  AwardFiguresView,
  AwardParams,
  AwardSeriesView,
  PeriodQuery,
  SourcesQuery,
  SourceView,
} from './figures.dto.ts';

/** An award may be called what a campaign is called (an award year is a kind of campaign), so its figures have a place of their own. */
@ApiTags('Figures')
@Controller('v1/awards/:awardId')
export class AwardFiguresController {
  constructor(
    private readonly figures: Figures,
    private readonly sources: Sources,
  ) {}

  @Get('figures')
  @Allow('anyone')
  @Costs(costOfFigures)
  @ApiOperation({ summary: 'All figures of an award: nominations, candidacies, articles, and what has been announced' })
  @ApiOkResponse({ type: AwardFiguresView })
  @ApiNotModifiedResponse({ description: 'The caller has these figures already' })
  async award(@Param() { awardId }: AwardParams): Promise<Representation<AwardFiguresView>> {
    return withRevision(await this.figures.award(awardId));
  }

  @Get('series')
  @Allow('anyone')
  @Costs(costOfFigures)
  @ApiOperation({ summary: 'The steps taken by nominations, candidacies and articles of an award, day by day' })
  @ApiOkResponse({ type: AwardSeriesView })
  @ApiNotModifiedResponse({ description: 'The caller has these figures already' })
  async series(
    @Param() { awardId }: AwardParams,
    @Query() period: PeriodQuery,
  ): Promise<Representation<AwardSeriesView>> {
    return withRevision(await this.figures.awardSeries(awardId, period));
  }

  @Get('sources')
  @Allow('secretariat', 'operator')
  @ApiOperation({ summary: 'What a figure of an award was counted from: nominations, candidacies, articles' })
  @AnswersPageOf(SourceView)
  async sourcesOf(@Param() { awardId }: AwardParams, @Query() query: SourcesQuery): Promise<Page<SourceView>> {
    const { figure, value, step, limit } = query;
    const part = { figure, campaign: undefined, award: awardId, value, step };
    const { items, total } = await this.sources.of(part, { offset: offsetOf(query), limit });
    return page(items, total, query);
  }
}
