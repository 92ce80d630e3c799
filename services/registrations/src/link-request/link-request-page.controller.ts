import { Body, Catch, Controller, Get, Header, Headers, HttpCode, Post, Query, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { accepted, Allow, formPage, formStyle, languageOf, PageFilter, TakesForm } from '@kraftsamling/service';
import type { PageProblem, Representation } from '@kraftsamling/service';
import { LinkRequestForm, LinkRequestQuery } from './link-request-page.dto.ts';
import { askedPage, linkRequestPage, pagePath, problemPage } from './link-request-page.ts';
import { LinkRequests } from './link-requests.store.ts';

const style = formStyle();
const formLimit = 4 * 1024;

@Catch()
class LinkRequestPageFilter extends PageFilter {
  protected override problemPage({ language, status }: PageProblem): string {
    return problemPage(language, status);
  }
}

/** For whoever has lost the link to their registration. What it answers does not depend on whether anybody has that address. */
@ApiExcludeController()
@Allow('anyone')
@UseFilters(LinkRequestPageFilter)
@Controller('manage')
export class LinkRequestPageController {
  constructor(private readonly requests: LinkRequests) {}

  @Get('assets/new-link.css')
  @Header('cache-control', 'no-cache')
  style(): Representation<string> {
    return style;
  }

  @Get('new-link')
  @Header('vary', 'Accept-Language')
  show(
    @Query() { lang, asked }: LinkRequestQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Representation<string> {
    const language = lang ?? languageOf(acceptLanguage);
    return formPage(asked === undefined ? linkRequestPage(language) : askedPage(language));
  }

  @Post('new-link')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  async ask(@Body() { email, lang }: LinkRequestForm): Promise<Representation<string>> {
    await this.requests.put(email);
    return accepted(`${pagePath(lang)}&asked=yes`, '');
  }
}
