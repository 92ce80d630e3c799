import { Allow, AnswersPageOf, Costs, offsetOf, page, publicCopy } from '@kraftsamling/service';
import type { Page, Representation } from '@kraftsamling/service';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Figures } from '../database/figures.store.ts';
import { Sources } from '../database/sources.store.ts';
import { definitions } from './definitions.ts';
import {
  CampaignFiguresView,
  CampaignParams,
  CampaignSeriesView,
  CoverageGapsView,
  DefinitionsView,
  NetworkFiguresView,
  NetworkSeriesView,
  PeriodQuery,
  rowViews,
  SourcesQuery,
  SourceView,
} from './figures.dto.ts';
import { revisionId } from './figures.ts';
import type { FiguresRevision } from './figures.ts';

/** Read anew, figures of the whole country take as long as ten other answers; as they are remembered, as three. */
export const costOfFigures = 5;

@ApiTags('Figures')
@ApiExtraModels(...rowViews)
@Controller('v1')
export class FiguresController {
  constructor(
    private readonly figures: Figures,
    private readonly sources: Sources,
  ) {}

  @Get('figures')
  @Allow('anyone')
  @Costs(costOfFigures)
  @ApiOperation({
    summary: 'All figures of the network: organisations, activities, people, and every campaign by step',
  })
  @ApiOkResponse({ type: NetworkFiguresView })
  @ApiNotModifiedResponse({ description: 'The caller has these figures already' })
  async network(): Promise<Representation<NetworkFiguresView>> {
    return withRevision(await this.figures.network());
  }

  @Get('figures/:campaignId')
  @Allow('anyone')
  @Costs(costOfFigures)
  @ApiOperation({ summary: 'All figures of a campaign' })
  @ApiOkResponse({ type: CampaignFiguresView })
  @ApiNotModifiedResponse({ description: 'The caller has these figures already' })
  async campaign(@Param() { campaignId }: CampaignParams): Promise<Representation<CampaignFiguresView>> {
    return withRevision(await this.figures.campaign(campaignId));
  }

  @Get('figures/:campaignId/series')
  @Allow('anyone')
  @Costs(costOfFigures)
  @ApiOperation({
    summary: 'The steps taken by registrations and activities of a campaign, and the people, day by day',
  })
  @ApiOkResponse({ type: CampaignSeriesView })
  @ApiNotModifiedResponse({ description: 'The caller has these figures already' })
  async campaignSeries(
    @Param() { campaignId }: CampaignParams,
    @Query() period: PeriodQuery,
  ): Promise<Representation<CampaignSeriesView>> {
    return withRevision(await this.figures.campaignSeries(campaignId, period));
  }

  @Get('figures/:campaignId/coverage-gaps')
  @Allow('anyone')
  @Costs(costOfFigures)
  @ApiOperation({ summary: 'The municipalities without an activity of the campaign that is published or reported' })
  @ApiOkResponse({ type: CoverageGapsView })
  @ApiNotModifiedResponse({ description: 'The caller has these figures already' })
  async coverageGaps(@Param() { campaignId }: CampaignParams): Promise<Representation<CoverageGapsView>> {
    return withRevision(await this.figures.coverageGaps(campaignId));
  }

  @Get('series')
  @Allow('anyone')
  @Costs(costOfFigures)
  @ApiOperation({
    summary: 'The organisations that joined the network, the steps of all activities and the people, day by day',
  })
  @ApiOkResponse({ type: NetworkSeriesView })
  @ApiNotModifiedResponse({ description: 'The caller has these figures already' })
  async networkSeries(@Query() period: PeriodQuery): Promise<Representation<NetworkSeriesView>> {
    return withRevision(await this.figures.networkSeries(period));
  }

  @Get('definitions')
  @Allow('anyone')
  @ApiOperation({ summary: 'What each figure means' })
  @ApiOkResponse({ type: DefinitionsView })
  definitions(): Representation<DefinitionsView> {
    return publicCopy({ cacheControl: 'public, max-age=3600' }, { items: definitions });
  }

  @Get('figures/:campaignId/sources')
  @Allow('secretariat', 'operator')
  @ApiOperation({ summary: 'What a figure of a campaign was counted from: registrations, activities and so on' })
  @AnswersPageOf(SourceView)
  async campaignSources(
    @Param() { campaignId }: CampaignParams,
    @Query() query: SourcesQuery,
  ): Promise<Page<SourceView>> {
    return this.pageOf(campaignId, query);
  }

  @Get('sources')
  @Allow('secretariat', 'operator')
  @ApiOperation({ summary: 'What a figure of the network was counted from: organisations, activities and so on' })
  @AnswersPageOf(SourceView)
  async networkSources(@Query() query: SourcesQuery): Promise<Page<SourceView>> {
    return this.pageOf(undefined, query);
  }

  private async pageOf(campaign: string | undefined, query: SourcesQuery): Promise<Page<SourceView>> {
    const { figure, value, step, limit } = query;
    const { items, total } = await this.sources.of(
      { figure, campaign, value, step },
      { offset: offsetOf(query), limit },
    );
    return page(items, total, query);
  }
}

/** Any cache may keep them, and asks before it uses them. */
export function withRevision<Figures extends FiguresRevision>(figures: Figures): Representation<Figures> {
  return publicCopy({ cacheControl: 'public, no-cache', etag: `"${revisionId(figures)}"` }, figures);
}
