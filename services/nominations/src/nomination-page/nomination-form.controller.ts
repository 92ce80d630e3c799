import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { InputError } from '@kraftsamling/messaging';
import {
  accepted,
  Allow,
  Caller,
  checked,
  Clock,
  formPage as answerPage,
  formStyle,
  languageOf,
  TakesForm,
} from '@kraftsamling/service';
import type { Language, Principal, Reply, Representation } from '@kraftsamling/service';
import type { RunningAward } from '../award/award.state.ts';
import { runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { NewNominationDto } from '../nomination/nomination.dto.ts';
import type { Submission } from '../nomination/nomination.state.ts';
import { submissionErrors } from '../nomination/nomination.ts';
import { NominationsService } from '../nomination/nominations.service.ts';
import { formErrors } from './form-errors.ts';
import { formPage, listPage, nothingTyped, thanksPage, thanksPath } from './nomination-form.ts';
import type { Typed } from './nomination-form.ts';
import { NominationForm, PageQuery } from './nomination-page.dto.ts';
import { NominationPageFilter } from './nomination-page.filter.ts';

const style = formStyle(new URL('../../public/nomination/nomination.css', import.meta.url));
/** Three answers as long as they may be, as forms write them: up to nine bytes a character. */
const formLimit = 3 * 1024 * 1024;

/** The pages on which anybody nominates. They run no script, and keep what was typed when something is wrong with it. */
@ApiExcludeController()
@Allow('anyone')
@UseFilters(NominationPageFilter)
@Controller('nominate')
export class NominationFormController {
  constructor(
    private readonly nominations: NominationsService,
    private readonly awards: Awards,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('vary', 'Accept-Language')
  async list(
    @Query() { lang }: PageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<Representation<string>> {
    const open = (await this.awards.open()).filter(({ state }) => !this.isOver(state));
    const awards = open.map(({ id, state }) => ({ id, award: state }));
    return answerPage(listPage(lang ?? languageOf(acceptLanguage), awards));
  }

  @Get('assets/nomination.css')
  @Header('cache-control', 'no-cache')
  style(): Representation<string> {
    return style;
  }

  @Get(':award')
  @Header('vary', 'Accept-Language')
  async form(
    @Param('award') awardId: string,
    @Query() { lang }: PageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<Representation<string>> {
    const award = await this.awardOf(awardId);
    return this.page(awardId, award, lang ?? languageOf(acceptLanguage), nothingTyped);
  }

  @Get(':award/thanks')
  @Header('vary', 'Accept-Language')
  thanks(
    @Param('award') awardId: string,
    @Query() { lang }: PageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Representation<string> {
    return answerPage(thanksPage(lang ?? languageOf(acceptLanguage), awardId));
  }

  @Post(':award')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  async send(
    @Caller() caller: Principal,
    @Param('award') awardId: string,
    @Body() form: NominationForm,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Representation<string>> {
    const award = await this.awardOf(awardId);
    const typed = typedIn(form);
    const submission = submissionOf(typed, award, form.lang);
    const { inputErrors } = checked(NewNominationDto, { award: awardId, ...submission });
    const errors = [...inputErrors, ...submissionErrors(award, submission)];
    if (errors.length > 0 && !this.isOver(award)) {
      void reply.code(422);
      return this.page(awardId, award, form.lang, typed, errors);
    }

    await this.nominations.submit(caller, awardId, submission);
    return accepted(thanksPath(awardId, form.lang), '');
  }

  private page(
    awardId: string,
    award: RunningAward,
    language: Language,
    typed: Typed,
    inputErrors: readonly InputError[] = [],
  ): Representation<string> {
    const errors = formErrors(language, award.questions.length, inputErrors);
    return answerPage(formPage({ language, awardId, award, isOver: this.isOver(award), typed, errors }));
  }

  private async awardOf(awardId: string): Promise<RunningAward> {
    return runningOf((await this.awards.require(awardId)).state);
  }

  private isOver({ deadlines }: RunningAward): boolean {
    return this.clock.now() >= deadlines.nominations.closesAt;
  }
}

/** Browsers end lines as mail does. */
function typedIn({ municipality, others, answers, name, email, organisation }: NominationForm): Typed {
  return {
    municipality: municipality ?? '',
    others: others ?? [],
    answers: answers.map((text) => text.replaceAll('\r\n', '\n')),
    name: name?.trim() ?? '',
    email: email?.trim() ?? '',
    organisation: organisation?.trim() ?? '',
  };
}

/** An award is asked its questions in their order, which lies fast. */
function submissionOf(
  { municipality, others, answers, name, email, organisation }: Typed,
  { questions }: RunningAward,
  language: Language,
): Submission {
  return {
    municipalities: municipality === '' ? [] : [...new Set([municipality, ...others])],
    answers: questions.map(({ id }, at) => ({ question: id, text: answers[at] ?? '' })),
    nominator: { name, email, language, ...(organisation !== '' && { organisation }) },
  };
}
