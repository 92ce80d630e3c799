import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import type { Deliberation } from './deliberation.ts';
import { DeliberationsService } from './deliberations.service.ts';
import {
  ClosureDto,
  DiscussionDto,
  ListDecisionDto,
  RoundDto,
  RoundParams,
  RoundProgressDto,
  StandingQuery,
  TieDecisionDto,
} from './jury.dto.ts';
import type { Round } from './round.ts';

/** For the secretariat, which leads the jury's meetings. Who scores is asked to nothing here. */
@ApiTags('deliberations')
@Allow('secretariat')
@Controller('v1/awards/:id/rounds/:round')
export class DeliberationsController {
  constructor(private readonly deliberations: DeliberationsService) {}

  @Get()
  @ApiOperation({ summary: 'How far a round has come, and who is missing' })
  @ApiOkResponse({ type: RoundProgressDto })
  async get(@Param() { id, round }: RoundParams): Promise<RoundProgressDto> {
    const [state, jurors] = await Promise.all([this.deliberations.state(id), this.deliberations.progress(id, round)]);
    return { ...shownRound(state, round), jurors: [...jurors] };
  }

  @Get('standing')
  @ApiOperation({ summary: 'What the scores of a closed round say, by every rule, and what the list hangs on' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  async standing(@Param() { id, round }: RoundParams, @Query() { seats }: StandingQuery): Promise<object> {
    return this.deliberations.standing(id, round, seats);
  }

  @Post('closure')
  @HttpCode(200)
  @ApiOperation({ summary: 'Closes a round: no score is given or changed any more' })
  @ApiOkResponse({ type: RoundDto })
  async close(
    @Caller() caller: Principal,
    @Param() { id, round }: RoundParams,
    @Body() { unranked = [] }: ClosureDto,
  ): Promise<RoundDto> {
    return shownRound(await this.deliberations.close(caller, id, round, unranked), round);
  }

  @Post('tie')
  @HttpCode(200)
  @ApiOperation({ summary: 'The jury decides between those that the rules leave level at the cut' })
  @ApiOkResponse({ type: RoundDto })
  async decideTie(
    @Caller() caller: Principal,
    @Param() { id, round }: RoundParams,
    @Body() { seats, chosen }: TieDecisionDto,
  ): Promise<RoundDto> {
    return shownRound(await this.deliberations.decideTie(caller, id, round, { seats, chosen }), round);
  }

  @Post('discussion')
  @HttpCode(200)
  @ApiOperation({ summary: 'The jury has discussed a list that few points would change' })
  @ApiOkResponse({ type: RoundDto })
  async discuss(
    @Caller() caller: Principal,
    @Param() { id, round }: RoundParams,
    @Body() { text }: DiscussionDto,
  ): Promise<RoundDto> {
    return shownRound(await this.deliberations.discuss(caller, id, round, text), round);
  }

  @Post('list')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Decides the list as the scores say, or the winner, to whom the jury binds itself by a seal',
  })
  @ApiOkResponse({ type: RoundDto })
  async decide(
    @Caller() caller: Principal,
    @Param() { id, round }: RoundParams,
    @Body() { seats }: ListDecisionDto,
  ): Promise<RoundDto> {
    return shownRound(await this.deliberations.decideList(caller, id, round, seats), round);
  }
}

function shownRound({ rounds }: Deliberation, round: Round): Pick<RoundDto, keyof RoundDto> {
  const state = rounds[round];
  return {
    round,
    status: state.status,
    ...(state.status === 'decided' && { candidacies: [...state.candidacies], stale: state.stale }),
  };
}
