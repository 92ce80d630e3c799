import { readFileSync } from 'node:fs';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from '@kraftsamling/service';

const page = file('index.html');
const script = file('manage.js');
const style = file('manage.css');

/**
 * The page behind a management link. It is the same for everyone: the secret stays in the browser, which asks for the
 * registration itself.
 */
@ApiExcludeController()
@Allow('anyone')
@Controller('manage')
export class ManagePageController {
  @Get(':id')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  page(): string {
    return page;
  }

  @Get('assets/manage.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return script;
  }

  @Get('assets/manage.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return style;
  }
}

function file(name: string): string {
  return readFileSync(new URL(`../../public/manage/${name}`, import.meta.url), 'utf8');
}
