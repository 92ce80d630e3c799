import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { municipalities } from '@kraftsamling/geography';
import { notFound } from '@kraftsamling/messaging/decision';
import { Allow, pageFile, Representation, staffPageFiles } from '@kraftsamling/service';

const folder = new URL('../../public/desk/', import.meta.url);
const jury = pageFile(new URL('jury.html', folder));
const secretariat = pageFile(new URL('secretariat.html', folder));

const assets = new Map([
  ...staffPageFiles(folder, [
    'desk.css',
    'common-translations.js',
    'conflicts.js',
    'declaration.js',
    'door.js',
    'formats.js',
    'jury.js',
    'jury-translations.js',
    'round.js',
    'score-form.js',
    'secretariat.js',
    'secretariat-translations.js',
  ]),
  ['places.js', script(`export const places = ${JSON.stringify(placeNames())};`)],
]);

/** The desks of jurors and of the secretariat are the same for everyone: they ask for what lies on them with the token of whoever has opened them. */
@ApiExcludeController()
@Allow('anyone')
@Controller()
export class DeskPagesController {
  @Get('jury')
  @Header('cache-control', 'no-cache')
  jury(): Representation<string> {
    return jury;
  }

  @Get('secretariat')
  @Header('cache-control', 'no-cache')
  secretariat(): Representation<string> {
    return secretariat;
  }

  @Get('desk/assets/:name')
  @Header('cache-control', 'no-cache')
  asset(@Param('name') name: string): Representation<string> {
    const asset = assets.get(name);
    if (!asset) throw notFound();
    return asset;
  }
}

function script(body: string): Representation<string> {
  return new Representation({ 'content-type': 'text/javascript; charset=utf-8' }, body);
}

function placeNames(): Readonly<Record<string, string>> {
  return Object.fromEntries(municipalities.map(({ code, name }) => [code, name]));
}
