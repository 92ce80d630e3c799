import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { SurveyCases } from './survey-cases.service.ts';
import { SurveyPolicyDto, wishesFrom } from './survey-policy.dto.ts';
import type { SurveyPolicy } from './survey-policy.ts';

@ApiTags('surveys')
@Controller('v1/campaigns/:campaign/survey-policy')
@Allow('secretariat')
export class SurveyPolicyController {
  constructor(private readonly cases: SurveyCases) {}

  @Get()
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'What is looked for where many have given a certain answer in a survey' })
  @ApiOkResponse({ type: SurveyPolicyDto })
  async get(@Param('campaign') campaign: string): Promise<SurveyPolicy> {
    return this.cases.policy(campaign);
  }

  @Put()
  @ApiOperation({ summary: 'Says which answers open cases from now on, how many must have given them, and what for' })
  @ApiOkResponse({ type: SurveyPolicyDto })
  async amend(
    @Caller() caller: Principal,
    @Param('campaign') campaign: string,
    @Body() body: SurveyPolicyDto,
  ): Promise<SurveyPolicy> {
    return this.cases.amendPolicy(caller, campaign, wishesFrom(stated(body)));
  }
}
