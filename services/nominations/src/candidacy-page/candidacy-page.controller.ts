import {
  Body,
  Catch,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  UseFilters,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '@kraftsamling/messaging/decision';
import { accepted, Allow, Clock, formPage, languageOf, PageFilter, TakesForm } from '@kraftsamling/service';
import type { PageProblem, Representation, User } from '@kraftsamling/service';
import { runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { CandidaciesService } from '../candidacy/candidacies.service.ts';
import { CandidacyGate } from '../candidacy/candidacy-gate.service.ts';
import { candidacyPath, opensCandidacy } from '../candidacy/candidacy-link.ts';
import { MunicipalityAddresses } from '../municipality/municipality-address.store.ts';
import { Nominations } from '../nomination/nomination.store.ts';
import { NominationsSettings } from '../nominations.settings.ts';
import { candidacyPage, problemPage } from './candidacy-page.ts';
import { CandidacyPageParams, CandidacyPageQuery, LinkForm, TextForm } from './candidacy-page.dto.ts';

/** A text as long as it may be, as forms write it: up to nine bytes a character. */
const formLimit = 1024 * 1024;

@Catch()
class CandidacyPageFilter extends PageFilter {
  protected override problemPage({ language, status }: PageProblem): string {
    return problemPage(language, status);
  }
}

/**
 * The page behind the link that a municipality is sent, for people without an account: what was written of it, and what it may do now.
 * Whatever opens it changes nothing, since mail servers open links too; a form does, and it sends the token along.
 */
@ApiExcludeController()
@Allow('anyone')
@UseFilters(CandidacyPageFilter)
@Controller('candidacy/:id/:municipality')
export class CandidacyPageController {
  constructor(
    private readonly candidacies: CandidaciesService,
    private readonly gate: CandidacyGate,
    private readonly nominations: Nominations,
    private readonly awards: Awards,
    private readonly addresses: MunicipalityAddresses,
    private readonly clock: Clock,
    private readonly settings: NominationsSettings,
  ) {}

  @Get()
  @Header('vary', 'Accept-Language')
  async show(
    @Param() params: CandidacyPageParams,
    @Query() { token = '', lang }: CandidacyPageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<Representation<string>> {
    const { id, state: candidacy } = await this.gate.own(await this.callerBy(params, token), params.id);
    return formPage(
      candidacyPage({
        language: lang ?? languageOf(acceptLanguage),
        member: { candidacyId: id, municipality: params.municipality },
        token,
        candidacy,
        award: runningOf((await this.awards.require(candidacy.awardId)).state),
        written: await this.nominations.textsOf(candidacy.nominations),
        now: this.clock.now(),
      }),
    );
  }

  @Post('complement')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  complement(@Param() params: CandidacyPageParams, @Body() form: TextForm): Promise<Representation<string>> {
    return this.answer(params, form, (caller) => this.candidacies.complement(caller, params.id, typedIn(form)));
  }

  @Post('assessment')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  assess(@Param() params: CandidacyPageParams, @Body() form: TextForm): Promise<Representation<string>> {
    return this.answer(params, form, (caller) => this.candidacies.assess(caller, params.id, typedIn(form)));
  }

  @Post('withdrawal')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  withdraw(@Param() params: CandidacyPageParams, @Body() form: LinkForm): Promise<Representation<string>> {
    return this.answer(params, form, (caller) => this.candidacies.withdraw(caller, params.id));
  }

  /** And then back to the page, which says what is the case now: a form that is sent again by reloading is none. */
  private async answer(
    params: CandidacyPageParams,
    { token, lang }: LinkForm,
    change: (caller: User) => Promise<unknown>,
  ): Promise<Representation<string>> {
    await change(await this.callerBy(params, token));
    return accepted(candidacyPath({ candidacyId: params.id, municipality: params.municipality }, token, lang), '');
  }

  /** Whoever has the link speaks for the municipality. The audit says that they came by the link. */
  private async callerBy({ id, municipality }: CandidacyPageParams, token: string): Promise<User> {
    const linksSince = (await this.addresses.find(municipality))?.linksSince;
    if (!opensCandidacy(this.settings.linkKey, { candidacyId: id, municipality }, linksSince, token)) throw notFound();
    return { kind: 'user', subject: 'candidacy-link', role: 'municipality', municipality, counties: [], scopes: [] };
  }
}

/** Browsers end lines as mail does. */
function typedIn({ text }: TextForm): string {
  return text.replaceAll('\r\n', '\n');
}
