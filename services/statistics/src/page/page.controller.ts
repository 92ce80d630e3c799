import { names } from '@kraftsamling/contracts';
import { Refusal } from '@kraftsamling/messaging';
import { Allow, languageOf, pageFile, pageStyle, Representation } from '@kraftsamling/service';
import { Controller, Get, Header, Headers, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AssetParams, FiguresPageQuery } from './page.dto.ts';

const page = file('index.html');

const assets = new Map([
  ...[
    'page.css',
    'page.js',
    'activities.js',
    'awards.js',
    'cases.js',
    'figure-rows.js',
    'goals.js',
    'live.js',
    'render.js',
    'translations.js',
  ].map((name) => [name, file(name)] as const),
  [
    'names.js',
    new Representation(file('page.js').headers, `export const names = ${JSON.stringify(names)};\n`),
  ] as const,
]);

/** A plain page that shows the figures live. It asks for nothing that any other page could not ask for too. */
@ApiExcludeController()
@Allow('anyone')
@Controller()
export class PageController {
  @Get()
  @Header('cache-control', 'no-cache')
  @Header('vary', 'Accept-Language')
  page(
    @Query() { lang }: FiguresPageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Representation<string> {
    const language = lang ?? languageOf(acceptLanguage);
    return new Representation(page.headers, page.body.replace('<html lang="sv">', `<html lang="${language}">`));
  }

  @Get('assets/:name')
  @Header('cache-control', 'no-cache')
  asset(@Param() { name }: AssetParams): Representation<string> {
    const asset = assets.get(name);
    if (!asset) throw new Refusal('not-found', `The page has no file "${name}".`, 'not-found');
    return asset;
  }
}

function file(name: string): Representation<string> {
  const url = new URL(`../../public/${name}`, import.meta.url);
  return name.endsWith('.css') ? pageStyle(url) : pageFile(url);
}
