import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { accepted, Allow, Caller, languageOf } from '@kraftsamling/service';
import type { Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { needFrom, StatedNeedDto } from '../case/case.dto.ts';
import { nameless } from '../case/shown-inventory.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import type { PlanningInput } from '../planning/planning-input.ts';
import { inputOf, organisationsIn, shownPlan } from './coverage-plan.ts';
import type { CoveragePlan, ShownPlan } from './coverage-plan.ts';
import { CoveragePlanDto } from './coverage-plan.dto.ts';
import { CoverageDto, GapPolicyDto } from './coverage.dto.ts';
import { CoverageService } from './coverage.service.ts';
import type { Coverage } from './coverage.service.ts';
import type { GapPolicy } from './gap-policy.ts';

@ApiTags('coverage')
@Controller('v1/campaigns/:campaign')
@Allow('secretariat')
export class CoverageController {
  constructor(
    private readonly coverage: CoverageService,
    private readonly organisations: Organisations,
  ) {}

  @Get('coverage')
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'Which municipalities have nothing in the programme of the campaign' })
  @ApiOkResponse({ type: CoverageDto })
  async of(@Param('campaign') campaign: string): Promise<Coverage> {
    return this.coverage.of(campaign);
  }

  @Post('coverage/cases')
  @HttpCode(200)
  @ApiOperation({ summary: 'Opens a case for every gap, now and whenever one comes' })
  @ApiOkResponse({ type: CoverageDto })
  async open(@Caller() caller: Principal, @Param('campaign') campaign: string): Promise<Coverage> {
    return this.coverage.openGaps(caller, campaign);
  }

  @Post('coverage/plan')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Plans all gaps together with the capacity there is; a plan that is being made is not made twice',
  })
  @ApiAcceptedResponse({ type: CoveragePlanDto })
  async askForPlan(
    @Caller() caller: Principal,
    @Param('campaign') campaign: string,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<Representation<ShownPlan>> {
    const plan = await this.coverage.askForPlan(caller, campaign);
    return accepted(`/v1/campaigns/${campaign}/coverage/plan`, await this.shown(plan, acceptLanguage));
  }

  @Get('coverage/plan')
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'The last plan, or how far it has come' })
  @ApiOkResponse({ type: CoveragePlanDto })
  async plan(
    @Param('campaign') campaign: string,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<ShownPlan> {
    return this.shown(await this.coverage.plan(campaign), acceptLanguage);
  }

  @Get('coverage/plan/input')
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'What the last plan was made of, as the file from which `npm run plan` makes it again' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async planInput(@Param('campaign') campaign: string): Promise<PlanningInput> {
    return inputOf(await this.coverage.plan(campaign));
  }

  @Get('gap-policy')
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'What is looked for where nothing happens' })
  @ApiOkResponse({ type: GapPolicyDto })
  async policy(@Param('campaign') campaign: string): Promise<GapPolicy> {
    return this.coverage.policy(campaign);
  }

  @Put('gap-policy')
  @ApiOperation({ summary: 'Says what is looked for in the gaps that are opened from now on' })
  @ApiOkResponse({ type: GapPolicyDto })
  async amendPolicy(
    @Caller() caller: Principal,
    @Param('campaign') campaign: string,
    @Body() body: StatedNeedDto,
  ): Promise<GapPolicy> {
    return this.coverage.amendPolicy(caller, campaign, needFrom(stated(body), ''));
  }

  private async shown(plan: CoveragePlan, acceptLanguage: string | undefined): Promise<ShownPlan> {
    const language = languageOf(acceptLanguage);
    const names = await this.organisations.names(organisationsIn(plan));
    return shownPlan(plan, (id) => names.get(id) ?? nameless(id, language), language);
  }
}
