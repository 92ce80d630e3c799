import { readFileSync } from 'node:fs';
import { Refusal } from '@kraftsamling/messaging';
import { Allow, languageOf } from '@kraftsamling/service';
import type { Reply } from '@kraftsamling/service';
import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AssetParams, FiguresPageQuery } from './page.dto.ts';

const page = file('index.html');

const assets = new Map(
  [
    ['page.css', 'text/css; charset=utf-8'],
    ...['page.js', 'activities.js', 'figure-rows.js', 'live.js', 'render.js', 'translations.js'].map(
      (name) => [name, 'text/javascript; charset=utf-8'] as const,
    ),
  ].map(([name, type]) => [name, { type, text: file(name) }]),
);

/** A plain page that shows the figures live. It asks for nothing that any other page could not ask for too. */
@ApiExcludeController()
@Allow('anyone')
@Controller()
export class PageController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Header('vary', 'Accept-Language')
  @Header(
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  page(@Query() { lang }: FiguresPageQuery, @Headers('accept-language') acceptLanguage: string | undefined): string {
    return page.replace('<html lang="sv">', `<html lang="${lang ?? languageOf(acceptLanguage)}">`);
  }

  @Get('assets/:name')
  @Header('cache-control', 'no-cache')
  asset(@Param() { name }: AssetParams, @Res({ passthrough: true }) reply: Reply): string {
    const asset = assets.get(name);
    if (!asset) throw new Refusal('not-found', `The page has no file "${name}".`, 'not-found');
    void reply.type(asset.type);
    return asset.text;
  }
}

function file(name: string): string {
  return readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8');
}
