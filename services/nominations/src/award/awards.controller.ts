import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AwardData } from '@kraftsamling/contracts';
import type { Stored } from '@kraftsamling/messaging';
import {
  Allow,
  AnswersCreated,
  AnswersFile,
  AnswersPageOf,
  AnswersVersioned,
  Caller,
  created,
  Idempotent,
  IfMatch,
  Representation,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { AwardDto, AwardPlanDto, AwardQuery, ExtensionDto, NewAwardDto, PhaseParams } from './award.dto.ts';
import type { Award, DraftAward } from './award.state.ts';
import { phases } from './award.state.ts';
import { AwardsService } from './awards.service.ts';
import { publicAward } from './public-award.ts';

type ShownAward = (AwardData & Pick<Award, 'replyTo'>) | (Omit<DraftAward, 'deadlines'> & { readonly id: string });

@ApiTags('awards')
@Controller('v1/awards')
export class AwardsController {
  constructor(private readonly awards: AwardsService) {}

  @Post()
  @Allow('secretariat')
  @Idempotent()
  @ApiOperation({ summary: 'Drafts an award. Nobody else sees it until it is opened' })
  @AnswersCreated(AwardDto)
  async draft(@Caller() caller: Principal, @Body() body: NewAwardDto): Promise<Representation<ShownAward>> {
    const { id, ...plan } = stated(body);
    const award = await this.awards.draft(caller, id, plan);
    return created(`/v1/awards/${id}`, award.version, shown(award));
  }

  @Get()
  @Allow('anyone')
  @ApiOperation({ summary: 'Lists awards by id; drafts for the secretariat only' })
  @AnswersPageOf(AwardDto)
  async list(@Caller() caller: Principal, @Query() query: AwardQuery): Promise<Page<ShownAward>> {
    const { items, page } = await this.awards.list(caller, query);
    return { items: items.map(shown), page };
  }

  @Get(':id')
  @Allow('anyone')
  @ApiOperation({ summary: 'An award; a draft for the secretariat only' })
  @AnswersVersioned(AwardDto)
  async get(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<ShownAward>> {
    const award = await this.awards.seenBy(caller, id);
    return versioned(award.version, shown(award));
  }

  @Put(':id')
  @Allow('secretariat')
  @ApiOperation({ summary: 'Replaces the whole plan of an award that has not been opened' })
  @AnswersVersioned(AwardDto)
  async amend(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') version: number,
    @Body() body: AwardPlanDto,
  ): Promise<Representation<ShownAward>> {
    const award = await this.awards.amend(caller, id, stated(body), version);
    return versioned(award.version, shown(award));
  }

  @Post(':id/opening')
  @HttpCode(200)
  @Allow('secretariat')
  @ApiOperation({ summary: 'Opens an award: its rules and its jury lie fast from here on' })
  @AnswersVersioned(AwardDto)
  async open(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ShownAward>> {
    const award = await this.awards.open(caller, id, version);
    return versioned(award.version, shown(award));
  }

  @Post(':id/deadlines/:phase/extension')
  @HttpCode(200)
  @Allow('secretariat')
  @ApiOperation({ summary: 'Extends a deadline that has not passed, on record' })
  @AnswersVersioned(AwardDto)
  async extend(
    @Caller() caller: Principal,
    @Param() { id, phase }: PhaseParams,
    @IfMatch() version: number | undefined,
    @Body() { until }: ExtensionDto,
  ): Promise<Representation<ShownAward>> {
    const award = await this.awards.extend(caller, id, phase, until, version);
    return versioned(award.version, shown(award));
  }

  @Get(':id/record')
  @Allow('anyone')
  @ApiOperation({ summary: 'The whole record, a line of JSON for each entry, once the winner has been announced' })
  @AnswersFile('application/jsonl')
  async record(@Param('id') id: string): Promise<Representation<string>> {
    return new Representation(
      {
        'content-type': 'application/jsonl; charset=utf-8',
        'content-disposition': `attachment; filename="${id}.jsonl"`,
      },
      await this.awards.record(id),
    );
  }
}

function shown({ id, state }: Stored<Award>): ShownAward {
  if (state.status !== 'draft')
    return { ...publicAward(state, id), ...(state.replyTo !== undefined && { replyTo: state.replyTo }) };
  const deadlines = phases.map((phase) => ({ phase, ...state.deadlines[phase] }));
  return { id, ...state, deadlines } as ShownAward;
}
