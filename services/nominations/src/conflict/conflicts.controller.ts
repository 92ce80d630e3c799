import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { Organisations } from '../organisation/organisation.replica.ts';
import { ConflictDto, ConflictsDto, RecusalDto, RulingDto } from './conflict.dto.ts';
import type { EndDto } from './conflict.dto.ts';
import { Conflicts } from './conflicts.service.ts';
import type { Conflict } from './conflicts.service.ts';
import type { Node } from './tie-graph.ts';

/** For the secretariat alone: how a juror is tied to others is as personal as what they declare. */
@ApiTags('conflicts')
@Allow('secretariat')
@Controller('v1/awards/:id')
export class ConflictsController {
  constructor(
    private readonly conflicts: Conflicts,
    private readonly organisations: Organisations,
  ) {}

  @Get('conflicts')
  @ApiOperation({ summary: 'Ties between jurors and candidacies: to be decided with their path, blocked, and cleared' })
  @ApiOkResponse({ type: ConflictsDto })
  async list(@Param('id') awardId: string): Promise<ConflictsDto> {
    const conflicts = await this.conflicts.list(awardId);
    const shown = await this.shown(conflicts.filter(isWorthShowing));
    return {
      undecided: shown.filter(({ access }) => access === 'undecided'),
      blocked: shown.filter(({ access }) => access === 'blocked'),
      cleared: shown.filter(({ access }) => access === 'open'),
    };
  }

  @Post('conflicts/decisions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decides, on record, whether an indirect tie keeps a juror from a candidacy' })
  @ApiOkResponse({ type: ConflictDto })
  async decide(
    @Caller() caller: Principal,
    @Param('id') awardId: string,
    @Body() body: RulingDto,
  ): Promise<ConflictDto> {
    return this.shownOne(await this.conflicts.decide(caller, awardId, stated(body)));
  }

  @Post('recusals')
  @HttpCode(200)
  @ApiOperation({ summary: 'Withdraws a juror from a candidacy, on record: what they gave it counts no longer' })
  @ApiOkResponse({ type: ConflictDto })
  async recuse(
    @Caller() caller: Principal,
    @Param('id') awardId: string,
    @Body() body: RecusalDto,
  ): Promise<ConflictDto> {
    return this.shownOne(await this.conflicts.withdraw(caller, awardId, stated(body)));
  }

  private async shownOne(conflict: Conflict): Promise<ConflictDto> {
    const [shown] = await this.shown([conflict]);
    return shown as ConflictDto;
  }

  private async shown(conflicts: readonly Conflict[]): Promise<ConflictDto[]> {
    const ends = conflicts.flatMap(({ path = [] }) => path.flatMap(({ from, to }) => [from, to]));
    const ids = ends.filter(({ type }) => type === 'organisation').map(({ id }) => id);
    const known = await this.organisations.known([...new Set(ids)]);
    const end = (node: Node): EndDto => {
      const name = node.type === 'organisation' ? known.get(node.id)?.name : undefined;
      return { ...node, ...(name !== undefined && { name }) };
    };
    return conflicts.map(({ juror, candidacy, access, path = [], settled }) => ({
      juror: juror.id,
      name: juror.state.name,
      candidacy: candidacy.id,
      municipalities: [...candidacy.state.municipalities],
      access,
      path: path.map(({ from, to, ...step }) => ({ ...step, from: end(from), to: end(to) })),
      ...(settled && { settled: settled.status, settledAt: settled.at.toISOString() }),
      ...(typeof settled?.ground?.why === 'string' && { ground: settled.ground.why }),
      ...(settled && !settled.ground && { groundForgotten: true }),
    }));
  }
}

/** Who has left the award is judged by nobody: there is nothing to decide any more. */
function isWorthShowing({ candidacy, access }: Conflict): boolean {
  return candidacy.state.status !== 'withdrawn' || access !== 'undecided';
}
