import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { NeedDto, needFrom } from '../case/case.dto.ts';
import { CoverageDto, GapPolicyDto } from './coverage.dto.ts';
import { CoverageService } from './coverage.service.ts';
import type { Coverage } from './coverage.service.ts';
import type { GapPolicy } from './gap-policy.ts';

@ApiTags('coverage')
@Controller('v1/campaigns/:campaign')
@Allow('secretariat')
export class CoverageController {
  constructor(private readonly coverage: CoverageService) {}

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
    @Body() body: NeedDto,
  ): Promise<GapPolicy> {
    return this.coverage.amendPolicy(caller, campaign, needFrom(stated(body)));
  }
}
