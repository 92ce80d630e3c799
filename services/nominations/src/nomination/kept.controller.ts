import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow } from '@kraftsamling/service';
import { Articles } from '../article/article.store.ts';
import { BilingualDto } from '../award/award.dto.ts';
import { runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { SettledConflicts } from '../conflict/settled-conflict.store.ts';
import { Jurors } from '../jury/juror.store.ts';
import { keptOf } from './kept.ts';
import { Nominations } from './nomination.store.ts';

class KeptDto {
  @ApiProperty({ example: 'nominators' })
  kind: string;

  @ApiProperty({ example: 12 })
  count: number;

  @ApiProperty({ type: BilingualDto })
  why: BilingualDto;

  @ApiProperty({ required: false, format: 'date-time', description: 'As far as it is known' })
  until?: string;
}

class KeptOfAwardDto {
  @ApiProperty({ type: [KeptDto] })
  kept: KeptDto[];
}

const nothing = { offset: 0, limit: 1 };

@ApiTags('awards')
@Controller('v1/awards/:id/kept')
export class KeptController {
  constructor(
    private readonly awards: Awards,
    private readonly nominations: Nominations,
    private readonly candidacies: Candidacies,
    private readonly articles: Articles,
    private readonly jurors: Jurors,
    private readonly settledConflicts: SettledConflicts,
  ) {}

  @Get()
  @Allow('secretariat')
  @ApiOperation({ summary: 'What is kept of persons and of what they wrote: how much, why, and until when' })
  @ApiOkResponse({ type: KeptOfAwardDto })
  async kept(@Param('id') awardId: string): Promise<KeptOfAwardDto> {
    const award = runningOf((await this.awards.require(awardId)).state);
    const candidacies = (await this.candidacies.ofAward(awardId)).map(({ state }) => state);
    const jurors = await this.jurors.ofAward(awardId);
    const kept = keptOf(award, {
      nominators: await this.nominations.countNominators(awardId, ['confirmed', 'gathered']),
      unconfirmed: await this.nominations.countNominators(awardId, ['submitted']),
      nominations: (await this.nominations.search({ awardId }, nothing)).total,
      complements: candidacies.filter(({ complement }) => complement !== undefined).length,
      assessments: candidacies.filter(({ assessment }) => assessment !== undefined).length,
      minutes: candidacies.filter(({ meeting }) => meeting !== undefined).length,
      articles: (await this.articles.list(awardId, 'all', nothing)).total,
      jurors: jurors.length,
      ties: jurors.reduce((sum, { state }) => sum + state.ties.length, 0),
      grounds: (await this.settledConflicts.withGround(awardId)).length,
    });
    return { kept: kept.map(({ until, ...each }) => ({ ...each, ...(until && { until: until.toISOString() }) })) };
  }
}
