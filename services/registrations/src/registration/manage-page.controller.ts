import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, pageFile } from '@kraftsamling/service';
import type { Representation } from '@kraftsamling/service';

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
  page(): Representation<string> {
    return page;
  }

  @Get('assets/manage.js')
  script(): Representation<string> {
    return script;
  }

  @Get('assets/manage.css')
  style(): Representation<string> {
    return style;
  }
}

function file(name: string): Representation<string> {
  return pageFile(new URL(`../../public/manage/${name}`, import.meta.url));
}
