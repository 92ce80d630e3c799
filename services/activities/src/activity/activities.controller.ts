import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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
  PageQuery,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { maySee } from '../access.ts';
import { ActivitiesService } from './activities.service.ts';
import type { Activity } from './activity.state.ts';
import type { AffectedActivity } from './activity.store.ts';
import {
  ActivityAmendmentDto,
  ActivityDto,
  ActivityQuery,
  AffectedActivityDto,
  CancellationDto,
  NewActivityDto,
  ReportDto,
} from './activity.dto.ts';
import { ownActivity, shownActivity } from './public-activity.ts';
import type { OwnActivity, ShownActivity } from './public-activity.ts';

@ApiTags('activities')
@Controller('v1')
@Allow('organisation', 'municipality', 'coordinator', 'secretariat')
export class ActivitiesController {
  constructor(private readonly activities: ActivitiesService) {}

  @Post('activities')
  @Idempotent()
  @ApiOperation({
    summary: 'Plans an activity: an organisation one of its own, others one in the places they look after',
  })
  @AnswersCreated(ActivityDto)
  async plan(@Caller() caller: Principal, @Body() body: NewActivityDto): Promise<Representation<OwnActivity>> {
    const activity = await this.activities.plan(caller, stated(body));
    return created(`/v1/activities/${activity.id}`, activity.version, own(activity));
  }

  @Get('activities')
  @ApiOperation({ summary: 'Lists what the caller may change, in every state, oldest first' })
  @AnswersPageOf(ActivityDto)
  async search(@Caller() caller: Principal, @Query() query: ActivityQuery): Promise<Page<OwnActivity>> {
    const { items, page } = await this.activities.search(caller, query);
    return { items: items.map(own), page };
  }

  @Get('activities/:id')
  @Allow('anyone')
  @ApiOperation({ summary: 'What is only planned is shown to those who may change it' })
  @AnswersVersioned(ActivityDto)
  async get(
    @Caller() caller: Principal,
    @Param('id') id: string,
  ): Promise<Representation<ShownActivity | OwnActivity>> {
    const { version, state } = await this.activities.seenBy(caller, id);
    return versioned(version, maySee(caller, state) ? ownActivity(state, id) : shownActivity(state, id));
  }

  @Patch('activities/:id')
  @ApiOperation({ summary: 'Changes the fields that are given' })
  @AnswersVersioned(ActivityDto)
  async amend(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') version: number,
    @Body() body: ActivityAmendmentDto,
  ): Promise<Representation<OwnActivity>> {
    return answered(await this.activities.amend(caller, id, stated(body), version));
  }

  @Post('activities/:id/publication')
  @HttpCode(200)
  @ApiOperation({ summary: 'Puts an activity into the programme, by the rules of its campaigns' })
  @AnswersVersioned(ActivityDto)
  async publish(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<OwnActivity>> {
    return answered(await this.activities.publish(caller, id, version));
  }

  @Post('activities/:id/cancellation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancels an activity for good' })
  @AnswersVersioned(ActivityDto)
  async cancel(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { reason }: CancellationDto,
  ): Promise<Representation<OwnActivity>> {
    return answered(await this.activities.cancel(caller, id, reason, version));
  }

  @Post('activities/:id/agreement')
  @HttpCode(200)
  @Allow('organisation')
  @ApiOperation({ summary: 'Agrees to be one of the organisers, as others have named the caller' })
  @AnswersVersioned(ActivityDto)
  async agree(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<OwnActivity>> {
    return answered(await this.activities.agree(caller, id, version));
  }

  @Delete('activities/:id/agreement')
  @HttpCode(204)
  @Allow('organisation')
  @ApiOperation({ summary: 'Declines to be one of the organisers' })
  @ApiNoContentResponse()
  async decline(@Caller() caller: Principal, @Param('id') id: string): Promise<void> {
    await this.activities.decline(caller, id);
  }

  @Post('activities/:id/report')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reports what came of an activity, once for all its organisers' })
  @AnswersVersioned(ActivityDto)
  async report(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() body: ReportDto,
  ): Promise<Representation<OwnActivity>> {
    return answered(await this.activities.report(caller, id, stated(body), version));
  }

  @Put('activities/:id/report')
  @ApiOperation({ summary: 'Replaces the report by a corrected one, as often as there is something to correct' })
  @AnswersVersioned(ActivityDto)
  async correct(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') version: number,
    @Body() body: ReportDto,
  ): Promise<Representation<OwnActivity>> {
    return answered(await this.activities.correct(caller, id, stated(body), version));
  }

  @Post('activities/:id/report/confirmation')
  @HttpCode(200)
  @Allow('secretariat')
  @ApiOperation({ summary: 'Confirms the unusual numbers of a report, as they have been read, so that they count' })
  @AnswersVersioned(ActivityDto)
  async confirmReport(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') version: number,
  ): Promise<Representation<OwnActivity>> {
    return answered(await this.activities.confirmReport(caller, id, version));
  }

  @Get('campaigns/:campaignId/affected-activities')
  @Allow('municipality', 'coordinator', 'secretariat')
  @ApiOperation({ summary: 'Lists what the rules of the campaign, as they are now, would refuse or mark otherwise' })
  @AnswersPageOf(AffectedActivityDto)
  async affected(
    @Caller() caller: Principal,
    @Param('campaignId') campaignId: string,
    @Query() query: PageQuery,
  ): Promise<Page<AffectedActivity>> {
    return this.activities.affected(caller, campaignId, query);
  }
}

function answered(activity: Stored<Activity>): Representation<OwnActivity> {
  return versioned(activity.version, own(activity));
}

function own({ id, state }: Stored<Activity>): OwnActivity {
  return ownActivity(state, id);
}
