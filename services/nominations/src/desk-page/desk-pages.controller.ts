import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { municipalities } from '@kraftsamling/geography';
import { notFound } from '@kraftsamling/messaging/decision';
import { Allow, pageFile, Representation } from '@kraftsamling/service';

const [jury, secretariat] = [file('jury.html'), file('secretariat.html')];

const assets = new Map([
  ...[
    'desk.css',
    'api.js',
    'common-words.js',
    'conflicts.js',
    'declaration.js',
    'dom.js',
    'door.js',
    'jury.js',
    'jury-words.js',
    'keys.js',
    'language.js',
    'round.js',
    'score-form.js',
    'secretariat.js',
    'secretariat-words.js',
  ].map((name): [string, Representation<string>] => [name, file(name)]),
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

function file(name: string): Representation<string> {
  return pageFile(new URL(`../../public/desk/${name}`, import.meta.url));
}

function script(body: string): Representation<string> {
  return new Representation({ 'content-type': 'text/javascript; charset=utf-8' }, body);
}

function placeNames(): Readonly<Record<string, string>> {
  return Object.fromEntries(municipalities.map(({ code, name }) => [code, name]));
}
