import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { accepted, Allow, Clock, formPage, languageOf, TakesForm } from '@kraftsamling/service';
import type { Representation } from '@kraftsamling/service';
import { runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { confirmationPath } from '../nomination/confirmation-link.ts';
import { NominationsService } from '../nomination/nominations.service.ts';
import { confirmationPage } from './confirmation-page.ts';
import { ConfirmationForm, ConfirmationQuery } from './nomination-page.dto.ts';
import { ConfirmationPageFilter } from './nomination-page.filter.ts';

const formLimit = 4 * 1024;

/**
 * The page behind the link by which a nomination is confirmed. Whatever opens it changes nothing, since mail servers open links too; a form
 * does, and it sends the token along.
 */
@ApiExcludeController()
@Allow('anyone')
@UseFilters(ConfirmationPageFilter)
@Controller('confirmation')
export class ConfirmationPageController {
  constructor(
    private readonly nominations: NominationsService,
    private readonly awards: Awards,
    private readonly clock: Clock,
  ) {}

  @Get(':id')
  @Header('vary', 'Accept-Language')
  async show(
    @Param('id') id: string,
    @Query() { token = '', lang }: ConfirmationQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<Representation<string>> {
    const { state: nomination } = await this.nominations.behindLink(id, token);
    const award = runningOf((await this.awards.require(nomination.awardId)).state);
    const language = lang ?? languageOf(acceptLanguage);
    return formPage(confirmationPage({ language, id, token, nomination, award, now: this.clock.now() }));
  }

  /** And then back to the page, which says what is the case now: a form that is sent again by reloading is none. */
  @Post(':id')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  async confirm(@Param('id') id: string, @Body() { token, lang }: ConfirmationForm): Promise<Representation<string>> {
    await this.nominations.confirm(id, token);
    return accepted(confirmationPath(id, token, lang), '');
  }
}
