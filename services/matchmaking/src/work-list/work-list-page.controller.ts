import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '@kraftsamling/messaging/decision';
import { names } from '@kraftsamling/contracts';
import { Allow, pageFile, Representation } from '@kraftsamling/service';

const page = file('index.html');

const assets = new Map([
  ...[
    'work-list.css',
    'work-list.js',
    'actions.js',
    'api.js',
    'case.js',
    'dom.js',
    'keys.js',
    'list.js',
    'words.js',
  ].map((name): [string, Representation<string>] => [name, file(name)]),
  ['names.js', script(`export const names = ${JSON.stringify(names)};`)],
]);

/** The page is the same for everyone: it asks for the cases itself, with the token of whoever has opened it. */
@ApiExcludeController()
@Allow('anyone')
@Controller('work-list')
export class WorkListPageController {
  @Get()
  @Header('cache-control', 'no-cache')
  page(): Representation<string> {
    return page;
  }

  @Get('assets/:name')
  @Header('cache-control', 'no-cache')
  asset(@Param('name') name: string): Representation<string> {
    const asset = assets.get(name);
    if (!asset) throw notFound();
    return asset;
  }
}

function file(name: string): Representation<string> {
  return pageFile(new URL(`../../public/work-list/${name}`, import.meta.url));
}

/** What the page calls capabilities, target groups and themes is what everybody else calls them. */
function script(body: string): Representation<string> {
  return new Representation({ 'content-type': 'text/javascript; charset=utf-8' }, body);
}
