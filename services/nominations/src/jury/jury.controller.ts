import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Stored } from '@kraftsamling/messaging';
import { Allow, AnswersCreated, Caller, created } from '@kraftsamling/service';
import type { Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { publicCandidacy } from '../candidacy/public-candidacy.ts';
import type { Juror } from './juror.ts';
import { DeclarationDto, DeskDto, GivenScoresDto, JurorDto, NewJurorDto, ScoreParams, ScoresDto } from './jury.dto.ts';
import { JuryService } from './jury.service.ts';

@ApiTags('jury')
@Controller('v1/awards')
export class JuryController {
  constructor(private readonly jury: JuryService) {}

  @Post(':id/jurors')
  @Allow('secretariat')
  @ApiOperation({ summary: 'Appoints a juror, before the award is opened' })
  @AnswersCreated(JurorDto)
  async appoint(
    @Caller() caller: Principal,
    @Param('id') awardId: string,
    @Body() body: NewJurorDto,
  ): Promise<Representation<JurorDto>> {
    const { subject, ...profile } = stated(body);
    const juror = await this.jury.appoint(caller, awardId, subject, profile);
    return created(`/v1/awards/${awardId}/jurors/${juror.id}`, juror.version, shown(juror));
  }

  @Get(':id/jurors')
  @Allow('secretariat')
  @ApiOperation({ summary: 'Who is in the jury of an award' })
  @ApiOkResponse({ type: [JurorDto] })
  async list(@Param('id') awardId: string): Promise<JurorDto[]> {
    return (await this.jury.jurors(awardId)).map(shown);
  }

  @Get(':id/desk')
  @Allow('juror')
  @ApiOperation({ summary: 'What lies before a juror: candidacies without a conflict, and the scores they have given' })
  @ApiOkResponse({ type: DeskDto })
  async desk(@Caller() caller: Principal, @Param('id') awardId: string): Promise<DeskDto> {
    const { juror, rounds } = await this.jury.desk(caller, awardId);
    return {
      juror: juror.id,
      declared: juror.state.declaredAt !== undefined,
      ties: [...juror.state.ties],
      rounds: rounds.map(({ candidacies, scores, ...round }) => ({
        ...round,
        candidacies: candidacies.map(({ id, state }) => publicCandidacy(state, id)),
        scores: structuredClone(scores),
      })),
    };
  }

  @Post(':id/declaration')
  @HttpCode(200)
  @Allow('juror')
  @ApiOperation({ summary: 'A juror says what ties there are, before anything is opened' })
  @ApiOkResponse({ type: JurorDto })
  async declare(
    @Caller() caller: Principal,
    @Param('id') awardId: string,
    @Body() body: DeclarationDto,
  ): Promise<JurorDto> {
    return shown(await this.jury.declare(caller, awardId, stated(body).ties));
  }

  @Put(':id/rounds/:round/scores/:candidacy')
  @Allow('juror')
  @ApiOperation({ summary: 'A juror’s scores of a candidacy: the last ones count' })
  @ApiOkResponse({ type: GivenScoresDto })
  async score(
    @Caller() caller: Principal,
    @Param() { id: awardId, round, candidacy: candidacyId }: ScoreParams,
    @Body() { scores }: ScoresDto,
  ): Promise<GivenScoresDto> {
    await this.jury.score(caller, { awardId, round, candidacyId }, scores);
    return { scores };
  }
}

function shown({ id, state }: Stored<Juror>): JurorDto {
  return { id, name: state.name, declared: state.declaredAt !== undefined };
}
