import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { NominationData } from '@kraftsamling/contracts';
import type { Stored } from '@kraftsamling/messaging';
import {
  Allow,
  AnswersCreated,
  AnswersPageOf,
  AnswersVersioned,
  BodyLimit,
  Caller,
  created,
  Idempotent,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import {
  NewNominationDto,
  NominationDto,
  NominationQuery,
  NominationReceiptDto,
  NominationSummaryDto,
} from './nomination.dto.ts';
import type { Nomination } from './nomination.state.ts';
import { NominationsService } from './nominations.service.ts';
import { publicNomination } from './public-nomination.ts';

/** Three answers as long as they may be. */
const longestBody = 1024 * 1024;

@ApiTags('nominations')
@Controller('v1/nominations')
export class NominationsController {
  constructor(private readonly nominations: NominationsService) {}

  @Post()
  @Allow('anyone')
  @BodyLimit(longestBody)
  @Idempotent()
  @ApiOperation({
    summary: 'Nominates a municipality, or several together. It counts once the link that is mailed has been used',
  })
  @AnswersCreated(NominationReceiptDto)
  async submit(
    @Caller() caller: Principal,
    @Body() body: NewNominationDto,
  ): Promise<Representation<NominationReceiptDto>> {
    const { award, ...submission } = stated(body);
    const { id, version, state } = await this.nominations.submit(caller, award, submission);
    const status = state.status === 'submitted' ? 'submitted' : 'confirmed';
    return created(`/v1/nominations/${id}`, version, { id, status });
  }

  @Get()
  @Allow('secretariat')
  @ApiOperation({ summary: 'Lists the nominations of an award, oldest first, without who sent them' })
  @AnswersPageOf(NominationSummaryDto)
  async list(@Query() query: NominationQuery): Promise<Page<NominationData>> {
    const { items, page } = await this.nominations.list(query.award, query);
    return { items: items.map(({ id, state }) => publicNomination(state, id)), page };
  }

  @Get(':id')
  @Allow('secretariat')
  @ApiOperation({ summary: 'With what was written and by whom; that it was read is noted' })
  @AnswersVersioned(NominationDto)
  async get(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<NominationDto>> {
    const nomination = await this.nominations.read(caller, id);
    return versioned(nomination.version, shown(nomination));
  }
}

function shown({ id, state }: Stored<Nomination>): NominationDto {
  const { answers, nominator } = state;
  return {
    ...publicNomination(state, id),
    answers: Object.entries(answers).map(([question, text]) => ({ question, text })),
    ...(nominator && { nominator: nominator.person }),
    ...(state.status === 'gathered' && { candidacyId: state.candidacyId }),
  };
}
