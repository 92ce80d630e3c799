import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
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
  languageOf,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import {
  CaseDto,
  CaseQuery,
  needFrom,
  NewCaseDto,
  NewClosureDto,
  NewContactDto,
  NewDeclineDto,
  NewFollowUpAnswerDto,
  NewFollowUpDto,
  NewInventoryDto,
  NewInvitationDto,
  NewMeetingAnswerDto,
  NewMeetingChoiceDto,
  NewMeetingDto,
  NewSelfOrganisedCaseDto,
  proposalFrom,
} from './case.dto.ts';
import type { Case } from './case.state.ts';
import { CaseView } from './case-view.service.ts';
import { CasesService } from './cases.service.ts';
import type { ShownCase } from './shown-case.ts';

@ApiTags('cases')
@Controller('v1/cases')
@Allow('secretariat', 'coordinator')
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly view: CaseView,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Opens a case for a need' })
  @AnswersCreated(CaseDto)
  async open(@Caller() caller: Principal, @Body() body: NewCaseDto): Promise<Representation<ShownCase>> {
    const { need, ...rest } = stated(body);
    return this.made(caller, await this.cases.open(caller, { ...rest, need: needFrom(need) }));
  }

  @Post('self-organised')
  @Allow('secretariat', 'coordinator', 'organisation')
  @Idempotent()
  @ApiOperation({ summary: 'Records organisations that have found each other: the case begins as matched' })
  @AnswersCreated(CaseDto)
  async recordSelfOrganised(
    @Caller() caller: Principal,
    @Body() body: NewSelfOrganisedCaseDto,
  ): Promise<Representation<ShownCase>> {
    const { need, members, ...rest } = stated(body);
    const kase = await this.cases.recordSelfOrganised(caller, { ...rest, need: needFrom(need) }, members);
    return this.made(caller, kase);
  }

  @Get()
  @Allow('secretariat', 'coordinator', 'organisation')
  @ApiOperation({ summary: 'Searches cases, oldest first; a coordinator sees their counties, an organisation its own' })
  @AnswersPageOf(CaseDto)
  async search(@Caller() caller: Principal, @Query() query: CaseQuery): Promise<Page<ShownCase>> {
    const { items, page } = await this.cases.search(caller, query);
    return { items: await this.view.listed(caller, items), page };
  }

  @Get(':id')
  @Allow('secretariat', 'coordinator', 'organisation')
  @ApiOperation({ summary: 'A case, for those who take part in it and those who look after it' })
  @AnswersVersioned(CaseDto)
  async get(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<Representation<ShownCase>> {
    const kase = await this.cases.seenBy(caller, id);
    return versioned(kase.version, await this.view.of(caller, kase, languageOf(acceptLanguage)));
  }

  @Post(':id/inventory')
  @HttpCode(200)
  @ApiOperation({ summary: 'Puts a coalition together by hand, to be asked' })
  @AnswersVersioned(CaseDto)
  async inventory(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() body: NewInventoryDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.inventoryByHand(caller, id, proposalFrom(stated(body)), version));
  }

  @Post(':id/contact')
  @HttpCode(200)
  @ApiOperation({ summary: 'Chooses a proposal, and invites everybody in it' })
  @AnswersVersioned(CaseDto)
  async contact(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { proposal }: NewContactDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.contact(caller, id, proposal, version));
  }

  @Post(':id/invitations')
  @HttpCode(200)
  @ApiOperation({ summary: 'Invites an organisation by hand' })
  @AnswersVersioned(CaseDto)
  async invite(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() body: NewInvitationDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.invite(caller, id, stated(body), version));
  }

  @Post(':id/invitations/:invitation/acceptance')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator', 'organisation')
  @ApiOperation({ summary: 'Accepts: what the organisation brings is reserved for the case' })
  @AnswersVersioned(CaseDto)
  async accept(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.accept(caller, id, invitation, version));
  }

  @Post(':id/invitations/:invitation/decline')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator', 'organisation')
  @ApiOperation({ summary: 'Declines, with a reason: the next who can is invited at once' })
  @AnswersVersioned(CaseDto)
  async decline(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @IfMatch() version: number | undefined,
    @Body() { reason }: NewDeclineDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.decline(caller, id, invitation, reason, version));
  }

  @Post(':id/invitations/:invitation/departure')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator', 'organisation')
  @ApiOperation({ summary: 'Leaves the coalition again: its seat is offered to the next who can' })
  @AnswersVersioned(CaseDto)
  async leave(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('invitation') invitation: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.leave(caller, id, invitation, version));
  }

  @Post(':id/meeting')
  @HttpCode(200)
  @ApiOperation({ summary: 'Proposes times for a meeting; other times begin anew' })
  @AnswersVersioned(CaseDto)
  async proposeMeeting(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() body: NewMeetingDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.proposeMeeting(caller, id, stated(body).times, version));
  }

  @Post(':id/meeting/answers')
  @HttpCode(200)
  @Allow('organisation')
  @ApiOperation({ summary: 'Says which of the times suit' })
  @AnswersVersioned(CaseDto)
  async answerMeeting(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { times }: NewMeetingAnswerDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.answerMeeting(caller, id, times, version));
  }

  @Post(':id/meeting/choice')
  @HttpCode(200)
  @ApiOperation({ summary: 'Chooses when the coalition meets' })
  @AnswersVersioned(CaseDto)
  async chooseMeeting(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { time }: NewMeetingChoiceDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.chooseMeeting(caller, id, time, version));
  }

  @Post(':id/collaboration')
  @HttpCode(200)
  @ApiOperation({ summary: 'The coalition has begun to work; an activity with the id of the case says so by itself' })
  @AnswersVersioned(CaseDto)
  async collaborate(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.collaborate(caller, id, version));
  }

  @Post(':id/follow-up/answers')
  @HttpCode(200)
  @Allow('organisation')
  @ApiOperation({ summary: 'A member says what came of it; when all have, the case is followed up' })
  @AnswersVersioned(CaseDto)
  async answerFollowUp(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() body: NewFollowUpAnswerDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.answerFollowUp(caller, id, stated(body), version));
  }

  @Post(':id/follow-up')
  @HttpCode(200)
  @ApiOperation({ summary: 'Follows the case up by hand, without the answers that are missing' })
  @AnswersVersioned(CaseDto)
  async completeFollowUp(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { outcome }: NewFollowUpDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.completeFollowUp(caller, id, outcome, version));
  }

  @Post(':id/closure')
  @HttpCode(200)
  @ApiOperation({ summary: 'Closes the case, from any step: nothing is reserved for it any more' })
  @AnswersVersioned(CaseDto)
  async close(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { reason }: NewClosureDto,
  ): Promise<Representation<ShownCase>> {
    return this.answer(caller, await this.cases.close(caller, id, reason, version));
  }

  private async answer(caller: Principal, kase: Stored<Case>): Promise<Representation<ShownCase>> {
    const [shown] = await this.view.listed(caller, [kase]);
    return versioned(kase.version, shown as ShownCase);
  }

  private async made(caller: Principal, kase: Stored<Case>): Promise<Representation<ShownCase>> {
    const [shown] = await this.view.listed(caller, [kase]);
    return created(`/v1/cases/${kase.id}`, kase.version, shown as ShownCase);
  }
}
