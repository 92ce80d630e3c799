import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CandidacyData } from '@kraftsamling/contracts';
import type { Stored } from '@kraftsamling/messaging';
import { Allow, AnswersPageOf, AnswersVersioned, Caller, versioned, IfMatch } from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { DeliberationsService } from '../jury/deliberations.service.ts';
import { Nominations } from '../nomination/nomination.store.ts';
import { CandidaciesService } from './candidacies.service.ts';
import { CandidacyDto, CandidacyQuery, CandidacyTextsDto, FeedbackDto, TextDto } from './candidacy.dto.ts';
import { CandidacyGate } from './candidacy-gate.service.ts';
import type { Candidacy } from './candidacy.state.ts';
import { publicCandidacy } from './public-candidacy.ts';

@ApiTags('candidacies')
@Controller('v1/candidacies')
export class CandidaciesController {
  constructor(
    private readonly candidacies: CandidaciesService,
    private readonly gate: CandidacyGate,
    private readonly nominations: Nominations,
    private readonly deliberations: DeliberationsService,
  ) {}

  @Get()
  @Allow('anyone')
  @ApiOperation({ summary: 'The nominated municipalities of an award; nothing of lists, which the award announces' })
  @AnswersPageOf(CandidacyDto)
  async list(@Caller() caller: Principal, @Query() query: CandidacyQuery): Promise<Page<CandidacyData>> {
    const { items, page } = await this.candidacies.list(caller, query.award, query);
    return { items: items.map(shown), page };
  }

  @Get(':id')
  @Allow('anyone')
  @ApiOperation({ summary: 'A candidacy, as far as it has been announced' })
  @AnswersVersioned(CandidacyDto)
  async get(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<CandidacyData>> {
    const candidacy = await this.gate.glimpse(caller, id);
    return versioned(candidacy.version, shown(candidacy));
  }

  @Get(':id/texts')
  @Allow('secretariat', 'municipality', 'juror')
  @ApiOperation({ summary: 'What was written: for its municipalities, the secretariat, and jurors without a conflict' })
  @AnswersVersioned(CandidacyTextsDto)
  async texts(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<CandidacyTextsDto>> {
    const candidacy = await this.gate.open(caller, id);
    const { nominations, complement, assessment } = candidacy.state;
    return versioned(candidacy.version, {
      ...shown(candidacy),
      nominations: await this.nominations.textsOf(nominations),
      ...(complement && { complement: complement.text }),
      ...(assessment && { assessment: assessment.text }),
    });
  }

  @Get(':id/feedback')
  @Allow('municipality')
  @ApiOperation({ summary: 'After the announcement: how few points would have brought the candidacy on the next list' })
  @ApiOkResponse({ type: FeedbackDto })
  async feedback(@Caller() caller: Principal, @Param('id') id: string): Promise<FeedbackDto> {
    const { state } = await this.gate.own(caller, id);
    return { ...(await this.deliberations.feedback(state.awardId, id)) };
  }

  @Put(':id/complement')
  @Allow('municipality')
  @ApiOperation({ summary: 'The nominated municipality complements the text of its nomination' })
  @AnswersVersioned(CandidacyDto)
  async complement(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { text }: TextDto,
  ): Promise<Representation<CandidacyData>> {
    const candidacy = await this.candidacies.complement(caller, id, text, version);
    return versioned(candidacy.version, shown(candidacy));
  }

  @Put(':id/assessment')
  @Allow('municipality')
  @ApiOperation({ summary: 'The self-assessment of a municipality on the long list' })
  @AnswersVersioned(CandidacyDto)
  async assess(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { text }: TextDto,
  ): Promise<Representation<CandidacyData>> {
    const candidacy = await this.candidacies.assess(caller, id, text, version);
    return versioned(candidacy.version, shown(candidacy));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('municipality')
  @ApiOperation({ summary: 'A municipality leaves the award. Of a joint entry any of them can' })
  @AnswersVersioned(CandidacyDto)
  async withdraw(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<CandidacyData>> {
    const candidacy = await this.candidacies.withdraw(caller, id, version);
    return versioned(candidacy.version, shown(candidacy));
  }

  @Post(':id/meeting')
  @HttpCode(200)
  @Allow('secretariat')
  @ApiOperation({ summary: 'The jury has met a finalist' })
  @AnswersVersioned(CandidacyDto)
  async meet(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { text }: TextDto,
  ): Promise<Representation<CandidacyData>> {
    const candidacy = await this.candidacies.meet(caller, id, text, version);
    return versioned(candidacy.version, shown(candidacy));
  }
}

function shown({ id, state }: Stored<Candidacy>): CandidacyData {
  return publicCandidacy(state, id);
}
