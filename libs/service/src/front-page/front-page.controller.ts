import { Controller, Get, Header, Headers, HttpCode, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { Allow } from '../access/allow.ts';
import { Costs } from '../access/rate-limit.ts';
import { languageOf } from '../http/language.ts';
import type { Language } from '../http/language.ts';
import { formStyle, htmlPage } from '../http/page-file.ts';
import type { Representation } from '../http/representation.ts';
import { ApiDescription } from '../openapi/api-description.ts';
import { frontPage } from './front-page.ts';

class FrontPageQuery {
  @IsOptional()
  @IsIn(['sv', 'en'])
  lang?: Language;
}

/** Where people begin who have only the address of the service. One whose own page stands there has another. */
@ApiExcludeController()
@Allow('anyone')
@Controller()
export class FrontPageController {
  constructor(private readonly api: ApiDescription) {}

  @Get()
  @Header('vary', 'Accept-Language')
  page(
    @Query() { lang }: FrontPageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Representation<string> {
    return htmlPage(frontPage(lang ?? languageOf(acceptLanguage), this.api.definition));
  }
}

const style = formStyle();

/** What browsers and search engines ask every server for, whether a page names it or not. */
@ApiExcludeController()
@Allow('anyone')
@Controller()
export class CommonFilesController {
  /** Of the pages that the library makes itself. */
  @Get('style.css')
  @Costs(0)
  @Header('cache-control', 'public, max-age=3600')
  style(): Representation<string> {
    return style;
  }

  @Get('favicon.ico')
  @Costs(0)
  @Header('cache-control', 'public, max-age=86400')
  @HttpCode(204)
  icon(): void {
    // There is none, which is no error.
  }

  /** What must not be found says so itself (`X-Robots-Tag`), which is read only where it may be. */
  @Get('robots.txt')
  @Costs(0)
  @Header('cache-control', 'public, max-age=86400')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): string {
    return 'User-agent: *\nDisallow:\n';
  }
}
