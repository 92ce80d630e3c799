import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Stored } from '@kraftsamling/messaging';
import {
  Allow,
  AnswersCreated,
  AnswersPageOf,
  AnswersVersioned,
  Caller,
  created,
  Idempotent,
  IfMatch,
  Sender,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { shownResults, shownSurvey } from './public-survey.ts';
import type { ShownResults, ShownSurvey } from './public-survey.ts';
import {
  amendmentFrom,
  AnswerDto,
  planFrom,
  SurveyAmendmentDto,
  SurveyDto,
  SurveyPlanDto,
  SurveyQuery,
  SurveyResultsDto,
  TextDto,
  TextsQuery,
} from './survey.dto.ts';
import type { Survey } from './survey.state.ts';
import { SurveysService } from './surveys.service.ts';

@ApiTags('surveys')
@Controller('v1/surveys')
export class SurveysController {
  constructor(private readonly surveys: SurveysService) {}

  @Post()
  @Allow('secretariat', 'coordinator', 'municipality')
  @Idempotent()
  @ApiOperation({ summary: 'Drafts a survey. Nobody else sees it until it is opened' })
  @AnswersCreated(SurveyDto)
  async draft(@Caller() caller: Principal, @Body() body: SurveyPlanDto): Promise<Representation<ShownSurvey>> {
    const survey = await this.surveys.draft(caller, planFrom(stated(body)));
    return created(`/v1/surveys/${survey.id}`, survey.version, shown(survey));
  }

  @Get()
  @Allow('anyone')
  @ApiOperation({ summary: 'Lists surveys, those that open first first; drafts for those who look after the place' })
  @AnswersPageOf(SurveyDto)
  async list(@Caller() caller: Principal, @Query() query: SurveyQuery): Promise<Page<ShownSurvey>> {
    const { items, page } = await this.surveys.list(caller, query);
    return { items: items.map(shown), page };
  }

  @Get(':id')
  @Allow('anyone')
  @ApiOperation({ summary: 'A survey and its questions' })
  @AnswersVersioned(SurveyDto)
  async get(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<ShownSurvey>> {
    const survey = await this.surveys.seenBy(caller, id);
    return versioned(survey.version, shown(survey));
  }

  @Patch(':id')
  @Allow('secretariat', 'coordinator', 'municipality')
  @ApiOperation({ summary: 'Changes the fields of a draft that are given' })
  @AnswersVersioned(SurveyDto)
  async amend(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') version: number,
    @Body() body: SurveyAmendmentDto,
  ): Promise<Representation<ShownSurvey>> {
    const survey = await this.surveys.amend(caller, id, amendmentFrom(stated(body)), version);
    return versioned(survey.version, shown(survey));
  }

  @Post(':id/opening')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator', 'municipality')
  @ApiOperation({ summary: 'Opens a survey: from here on everybody sees it, and it does not change any more' })
  @AnswersVersioned(SurveyDto)
  async open(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ShownSurvey>> {
    const survey = await this.surveys.open(caller, id, version);
    return versioned(survey.version, shown(survey));
  }

  @Post(':id/closing')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator', 'municipality')
  @ApiOperation({ summary: 'Closes a survey before its time; when the time comes it closes by itself' })
  @AnswersVersioned(SurveyDto)
  async close(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ShownSurvey>> {
    const survey = await this.surveys.close(caller, id, version);
    return versioned(survey.version, shown(survey));
  }

  @Post(':id/answers')
  @HttpCode(204)
  @Allow('anyone')
  @ApiOperation({
    summary: 'Answers a survey, anonymously',
    description:
      'Nothing is kept of who answers, or at what time of the day. So nobody can take an answer back, and an Idempotency-Key means nothing here.',
  })
  @ApiNoContentResponse()
  async answer(@Param('id') id: string, @Body() body: AnswerDto, @Sender() sender: string): Promise<void> {
    await this.surveys.answer(id, stated(body), sender);
  }

  @Get(':id/results')
  @Allow('anyone')
  @ApiOperation({
    summary: 'What has been answered',
    description:
      'While a survey is open: how many have answered. When it has closed: what, with so much chance in each number that nobody finds out what one person has answered, not even who knows all other answers.',
  })
  @ApiOkResponse({ type: SurveyResultsDto })
  async results(@Param('id') id: string): Promise<ShownResults> {
    return shownResults(await this.surveys.results(id));
  }

  @Get(':id/texts')
  @Allow('secretariat', 'coordinator', 'municipality')
  @ApiOperation({
    summary: 'What has been written in answer to a question, for those who asked',
    description:
      'In the order of the alphabet, when at least five have written; of an open survey, what was written before today.',
  })
  @AnswersPageOf(TextDto)
  async texts(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Query() query: TextsQuery,
  ): Promise<Page<TextDto>> {
    const { items, page } = await this.surveys.texts(caller, id, query);
    return { items: items.map((text) => ({ text })), page };
  }
}

function shown({ id, state }: Stored<Survey>): ShownSurvey {
  return shownSurvey(state, id);
}
