import {
  Body,
  Catch,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  UseFilters,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '@kraftsamling/messaging/decision';
import { accepted, Allow, formPage, formStyle, languageOf, PageFilter, TakesForm } from '@kraftsamling/service';
import type { PageProblem, Representation } from '@kraftsamling/service';
import { Organisations } from '../organisation/organisation.store.ts';
import { identificationPath, opensIdentification } from '../registration/identification-link.ts';
import type { Claim } from '../registration/identification-link.ts';
import { RegistrationsService } from '../registration/registrations.service.ts';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { IdentificationForm, IdentificationParams, IdentificationQuery } from './identification-page.dto.ts';
import { identificationPage, problemPage } from './identification-page.ts';

const style = formStyle();
const formLimit = 4 * 1024;

@Catch()
class IdentificationPageFilter extends PageFilter {
  protected override problemPage({ language, status, code }: PageProblem): string {
    return problemPage(language, status, code);
  }
}

/**
 * The page behind the link that a known organisation is sent when a stranger has registered it. Whatever opens it changes nothing, since mail
 * servers open links too; a form does, and it sends the token along.
 */
@ApiExcludeController()
@Allow('anyone')
@UseFilters(IdentificationPageFilter)
@Controller('identification')
export class IdentificationPageController {
  constructor(
    private readonly registrations: RegistrationsService,
    private readonly organisations: Organisations,
    private readonly settings: RegistrationsSettings,
  ) {}

  @Get('assets/identification.css')
  @Header('cache-control', 'no-cache')
  style(): Representation<string> {
    return style;
  }

  @Get(':registrationId/:organisationId')
  @Header('vary', 'Accept-Language')
  async show(
    @Param() claim: IdentificationParams,
    @Query() { token = '', lang }: IdentificationQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<Representation<string>> {
    await this.open(claim, token);
    const claimed = await this.registrations.claim(claim);
    return formPage(identificationPage({ ...claimed, claim, token, language: lang ?? languageOf(acceptLanguage) }));
  }

  /** And then back to the page, which says what is the case now: a form that is sent again by reloading is none. */
  @Post(':registrationId/:organisationId')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  async identify(
    @Param() claim: IdentificationParams,
    @Body() { token, lang }: IdentificationForm,
  ): Promise<Representation<string>> {
    await this.open(claim, token);
    await this.registrations.identifyByLink(claim);
    return accepted(identificationPath(claim, token, lang), '');
  }

  private async open(claim: Claim, token: string): Promise<void> {
    const linksSince = (await this.organisations.get(claim.organisationId))?.state.linksSince;
    if (!opensIdentification(this.settings.linkKey, claim, linksSince, token)) throw notFound();
  }
}
