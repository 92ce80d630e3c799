import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Catch, Controller, Get, Header, Headers, Param, Query, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '@kraftsamling/messaging/decision';
import { Allow, Clock, languageOf, PageFilter, pageStyle, publicCopy, Representation } from '@kraftsamling/service';
import type { Language, PageProblem } from '@kraftsamling/service';
import { OneOf } from '@kraftsamling/service/fields';
import { Awards } from '../award/award.store.ts';
import { publicAward } from '../award/public-award.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { publicCandidacy } from '../candidacy/public-candidacy.ts';
import { awardPage, problemPage } from './award-page.ts';

const style = pageStyle(new URL('../../public/award/award.css', import.meta.url));

/** What anybody checks a record with, without asking us for anything more. */
const verifiers = new Map([
  ['verify-record.mjs', verifier('verify-record.mjs', 'text/javascript; charset=utf-8')],
  ['verify_record.py', verifier('verify_record.py', 'text/x-python; charset=utf-8')],
]);

/** Nothing is run, nothing is sent, and nothing is loaded but the style. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

class AwardPageQuery {
  @OneOf(['sv', 'en'], { optional: true })
  lang?: Language;
}

@Catch()
class AwardPageFilter extends PageFilter {
  protected override problemPage({ language, status }: PageProblem): string {
    return problemPage(language, status);
  }
}

/** What everybody may know of an award, written for whoever asks: made of what is published alone, so it tells nobody more than that. */
@ApiExcludeController()
@Allow('anyone')
@UseFilters(AwardPageFilter)
@Controller('awards')
export class AwardPageController {
  constructor(
    private readonly awards: Awards,
    private readonly candidacies: Candidacies,
    private readonly clock: Clock,
  ) {}

  @Get('assets/award.css')
  @Header('cache-control', 'no-cache')
  style(): Representation<string> {
    return style;
  }

  @Get('verifiers/:name')
  verifier(@Param('name') name: string): Representation<string> {
    const found = verifiers.get(name);
    if (!found) throw notFound();
    return found;
  }

  @Get(':id')
  @Header('vary', 'Accept-Language')
  async show(
    @Param('id') id: string,
    @Query() { lang }: AwardPageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<Representation<string>> {
    // A draft has no public state: it is refused as what is not there.
    const award = publicAward((await this.awards.require(id)).state, id);
    const candidacies = (await this.candidacies.ofAward(id)).map((each) => publicCandidacy(each.state, each.id));
    const language = lang ?? languageOf(acceptLanguage);
    return new Representation(
      { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      awardPage(language, award, candidacies, this.clock.now()),
    );
  }
}

function verifier(name: string, type: string): Representation<string> {
  const program = readFileSync(new URL(`../../public/verifiers/${name}`, import.meta.url), 'utf8');
  const etag = `"${createHash('sha256').update(program).digest('hex')}"`;
  const { headers, body, isKnownTo } = publicCopy({ cacheControl: 'public, max-age=3600', etag }, program);
  const file = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
  return new Representation({ ...headers, ...file }, body, isKnownTo);
}
