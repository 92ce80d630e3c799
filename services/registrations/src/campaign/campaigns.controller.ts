import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Stored } from '@kraftsamling/messaging';
import {
  Allow,
  AnswersCreated,
  AnswersPageOf,
  AnswersVersioned,
  Caller,
  created,
  Idempotent,
  IfMatch,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import type { Campaign } from './campaign.ts';
import { CampaignDto, CampaignPlanDto, CampaignQuery, NewCampaignDto } from './campaign.dto.ts';
import { CampaignsService } from './campaigns.service.ts';
import { publicCampaign } from './public-campaign.ts';
import type { PublicCampaign } from './public-campaign.ts';

/** As it is published, and where answers to its mails go. */
type ShownCampaign = PublicCampaign & Pick<Campaign, 'replyTo'>;

@ApiTags('campaigns')
@Controller('v1/campaigns')
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService) {}

  @Post()
  @Allow('secretariat')
  @Idempotent()
  @ApiOperation({ summary: 'Drafts a campaign. Nobody else sees it until it is announced' })
  @AnswersCreated(CampaignDto)
  async draft(@Caller() caller: Principal, @Body() body: NewCampaignDto): Promise<Representation<ShownCampaign>> {
    const { id, ...plan } = stated(body);
    const campaign = await this.campaigns.draft(caller, id, plan);
    return created(`/v1/campaigns/${id}`, campaign.version, shown(campaign));
  }

  @Get()
  @Allow('anyone')
  @ApiOperation({ summary: 'Lists campaigns by id; drafts for the secretariat only' })
  @AnswersPageOf(CampaignDto)
  async list(@Caller() caller: Principal, @Query() query: CampaignQuery): Promise<Page<ShownCampaign>> {
    const { items, page } = await this.campaigns.list(caller, query);
    return { items: items.map(shown), page };
  }

  @Get(':id')
  @Allow('anyone')
  @ApiOperation({ summary: 'A campaign; a draft for the secretariat only' })
  @AnswersVersioned(CampaignDto)
  async get(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<ShownCampaign>> {
    const campaign = await this.campaigns.seenBy(caller, id);
    return versioned(campaign.version, shown(campaign));
  }

  @Put(':id')
  @Allow('secretariat')
  @ApiOperation({ summary: 'Replaces the whole plan of a campaign' })
  @AnswersVersioned(CampaignDto)
  async amend(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') version: number,
    @Body() body: CampaignPlanDto,
  ): Promise<Representation<ShownCampaign>> {
    const campaign = await this.campaigns.amend(caller, id, stated(body), version);
    return versioned(campaign.version, shown(campaign));
  }

  @Post(':id/announcement')
  @HttpCode(200)
  @Allow('secretariat')
  @ApiOperation({ summary: 'Announces a campaign, after the one it is part of' })
  @AnswersVersioned(CampaignDto)
  async announce(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ShownCampaign>> {
    const campaign = await this.campaigns.announce(caller, id, version);
    return versioned(campaign.version, shown(campaign));
  }

  @Post(':id/closure')
  @HttpCode(200)
  @Allow('secretariat')
  @ApiOperation({ summary: 'Closes a campaign: nothing in it changes any more' })
  @AnswersVersioned(CampaignDto)
  async close(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ShownCampaign>> {
    const campaign = await this.campaigns.close(caller, id, version);
    return versioned(campaign.version, shown(campaign));
  }
}

function shown({ id, state }: Stored<Campaign>): ShownCampaign {
  return { ...publicCampaign(state, id), ...(state.replyTo !== undefined && { replyTo: state.replyTo }) };
}
