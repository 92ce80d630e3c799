import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AnswersVersioned, Caller, IfMatch, languageOf, versioned } from '@kraftsamling/service';
import type { Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { CaseDto } from '../case/case.dto.ts';
import { CaseView } from '../case/case-view.service.ts';
import type { ShownCase } from '../case/shown-case.ts';
import {
  ConsentsDto,
  NewSearchDto,
  SeatCandidatesDto,
  StagePolicyDto,
  WhyNotDto,
  WhyNotQuery,
  WhyNotsDto,
} from './search.dto.ts';
import { Searches } from './searches.service.ts';
import type { AnsweredWhyNot } from './searches.service.ts';
import type { StagePolicy } from './stage-policy.ts';

const mostNamed = 5;

@ApiTags('search')
@Controller('v1')
@Allow('secretariat', 'coordinator')
export class SearchesController {
  constructor(
    private readonly searches: Searches,
    private readonly view: CaseView,
  ) {}

  @Post('cases/:id/search')
  @HttpCode(200)
  @ApiOperation({ summary: 'Searches the network again, for another distance or other days if they are given' })
  @AnswersVersioned(CaseDto)
  async search(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() body: NewSearchDto,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<Representation<ShownCase>> {
    const kase = await this.searches.search(caller, id, stated(body), version);
    return versioned(kase.version, await this.view.of(caller, kase, languageOf(acceptLanguage)));
  }

  @Get('cases/:id/why-not/:organisation')
  @ApiOperation({ summary: 'What would have had to be different for an organisation to be proposed' })
  @ApiOkResponse({ type: WhyNotDto })
  async whyNot(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('organisation') organisationId: string,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<WhyNotDto> {
    return this.shown(await this.searches.whyNot(caller, id, organisationId), acceptLanguage);
  }

  @Get('cases/:id/why-not')
  @ApiOperation({ summary: 'The same of organisations by their name, or a part of it' })
  @ApiOkResponse({ type: WhyNotsDto })
  async whyNotNamed(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() { name }: WhyNotQuery,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<WhyNotsDto> {
    const found = await this.searches.whyNotNamed(caller, id, name, mostNamed + 1);
    const organisations = await Promise.all(found.slice(0, mostNamed).map((each) => this.shown(each, acceptLanguage)));
    return { organisations, hasMore: found.length > mostNamed };
  }

  @Get('cases/:id/consents')
  @ApiOperation({ summary: 'Who would make a need possible that cannot be met, if they consented to be matched' })
  @ApiOkResponse({ type: ConsentsDto })
  async consents(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<ConsentsDto> {
    const consents = await this.searches.consents(caller, id);
    const named = consents.flatMap(({ organisationId, members }) => [organisationId, ...members]);
    const wording = await this.view.wording(named, languageOf(acceptLanguage));
    return {
      consents: consents.map((consent) => ({
        organisationId: consent.organisationId,
        members: [...consent.members],
        explanation: wording.consent(consent),
      })),
    };
  }

  @Get('cases/:id/seats/:seat/candidates')
  @ApiOperation({ summary: 'Who could be asked for a seat of a coalition, the best first' })
  @ApiOkResponse({ type: SeatCandidatesDto })
  async candidates(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('seat') seat: string,
  ): Promise<SeatCandidatesDto> {
    const found = await this.searches.candidates(caller, id, Number(seat));
    const names = await this.view.names(found.map(({ organisationId }) => organisationId));
    return {
      candidates: found.map(({ organisationId, worksThere, km }) => {
        const name = names.get(organisationId);
        return { organisationId, ...(name !== undefined && { name }), worksThere, km };
      }),
    };
  }

  @Get('campaigns/:campaign/stage-policy')
  @ApiOperation({ summary: 'What makes one coalition better than another' })
  @ApiOkResponse({ type: StagePolicyDto })
  async policy(@Param('campaign') campaign: string): Promise<StagePolicy> {
    return this.searches.stages(campaign);
  }

  @Put('campaigns/:campaign/stage-policy')
  @Allow('secretariat')
  @ApiOperation({ summary: 'Says what makes one coalition better than another in what is searched from now on' })
  @ApiOkResponse({ type: StagePolicyDto })
  async amendPolicy(
    @Caller() caller: Principal,
    @Param('campaign') campaign: string,
    @Body() { stages }: StagePolicyDto,
  ): Promise<StagePolicy> {
    return this.searches.amendStages(caller, campaign, stages);
  }

  private async shown(answer: AnsweredWhyNot, acceptLanguage: string | undefined): Promise<WhyNotDto> {
    const { organisationId, reason } = answer;
    const named = [organisationId, ...('members' in answer ? answer.members : [])];
    const wording = await this.view.wording(named, languageOf(acceptLanguage));
    const name = (await this.view.names([organisationId])).get(organisationId);
    return { organisationId, ...(name !== undefined && { name }), reason, explanation: wording.whyNot(answer) };
  }
}
