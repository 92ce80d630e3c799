import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '@kraftsamling/messaging/decision';
import { names } from '@kraftsamling/contracts';
import { Allow, pageFile, Representation, staffPageFiles } from '@kraftsamling/service';

const folder = new URL('../../public/work-list/', import.meta.url);
const page = pageFile(new URL('index.html', folder));

const assets = new Map([
  ...staffPageFiles(folder, ['work-list.css', 'work-list.js', 'actions.js', 'case.js', 'list.js', 'translations.js']),
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

/** What the page calls capabilities, target groups and themes is what everybody else calls them. */
function script(body: string): Representation<string> {
  return new Representation({ 'content-type': 'text/javascript; charset=utf-8' }, body);
}
