import { Body, Controller, Get, Header, Headers, HttpCode, Post, Query, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '@kraftsamling/messaging/decision';
import { accepted, Allow, Clock, formPage, formStyle, languageOf, TakesForm } from '@kraftsamling/service';
import type { Language, Representation, User } from '@kraftsamling/service';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { CaseView } from '../case/case-view.service.ts';
import { CasesService } from '../case/cases.service.ts';
import type { ShownCase } from '../case/shown-case.ts';
import { callerOf, InvitationLinks } from './invitation-links.service.ts';
import { DeclineForm, DepartureForm, FollowUpForm, LinkForm, MeetingForm, PageQuery } from './invitation-page.dto.ts';
import { InvitationPageFilter } from './invitation-page.filter.ts';
import { addressOf, invitationPage } from './invitation-page.ts';
import { situationOf } from './situation.ts';
import type { LinkHolder, Situation } from './situation.ts';

const style = formStyle(new URL('../../public/invitation/invitation.css', import.meta.url));
const formLimit = 32 * 1024;

/**
 * The page behind the link in an invitation, for people without an account. Whatever opens it changes nothing, since mail servers open links
 * too; a form does, and it sends the token along. No cookie and nothing else that a browser adds by itself opens anything, so no other site
 * can make a visitor's browser answer. The page runs no script.
 */
@ApiExcludeController()
@Allow('anyone')
@UseFilters(InvitationPageFilter)
@Controller('invitation')
export class InvitationPageController {
  constructor(
    private readonly links: InvitationLinks,
    private readonly cases: CasesService,
    private readonly view: CaseView,
    private readonly campaigns: Campaigns,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('vary', 'Accept-Language')
  async show(
    @Query() { token = '', lang }: PageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<Representation<string>> {
    const holder = await this.links.open(token);
    const language = lang ?? languageOf(acceptLanguage);
    return formPage(await this.pageFor(holder, token, language));
  }

  @Get('assets/invitation.css')
  @Header('cache-control', 'no-cache')
  style(): Representation<string> {
    return style;
  }

  @Post('acceptance')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  accept(@Body() form: LinkForm): Promise<Representation<string>> {
    return this.answer(form, (caller, { caseId, invitationId = '' }) =>
      this.cases.accept(caller, caseId, invitationId),
    );
  }

  @Post('decline')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  decline(@Body() form: DeclineForm): Promise<Representation<string>> {
    return this.answer(form, (caller, { caseId, invitationId = '' }) =>
      this.cases.decline(caller, caseId, invitationId, form.reason),
    );
  }

  @Post('departure')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  leave(@Body() form: DepartureForm): Promise<Representation<string>> {
    return this.answer(form, (caller, { caseId, invitationId = '' }) => this.cases.leave(caller, caseId, invitationId));
  }

  @Post('meeting-answers')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  answerMeeting(@Body() form: MeetingForm): Promise<Representation<string>> {
    return this.answer(form, async (caller, holder) => {
      await this.requireMember(holder);
      return this.cases.answerMeeting(caller, holder.caseId, form.times ?? []);
    });
  }

  @Post('follow-up-answers')
  @HttpCode(303)
  @TakesForm({ limit: formLimit })
  answerFollowUp(@Body() form: FollowUpForm): Promise<Representation<string>> {
    const { outcome, wouldDoItAgain } = form;
    const lessons = form.lessons?.replaceAll('\r\n', '\n').trim() ?? '';
    return this.answer(form, async (caller, holder) => {
      await this.requireMember(holder);
      return this.cases.answerFollowUp(caller, holder.caseId, {
        outcome,
        wouldDoItAgain: wouldDoItAgain === 'yes',
        ...(lessons !== '' && { lessons }),
      });
    });
  }

  /** And then back to the page, which says what is the case now: a form that is sent again by reloading is none. */
  private async answer(
    { token, lang }: LinkForm,
    change: (caller: User, holder: LinkHolder) => Promise<unknown>,
  ): Promise<Representation<string>> {
    const holder = await this.links.open(token);
    await change(callerOf(holder), holder);
    return accepted(addressOf(token, lang), '');
  }

  /** An organisation may belong to a case by another invitation than that of this link. */
  private async requireMember(holder: LinkHolder): Promise<void> {
    const { own } = (await this.seen(holder)).situation;
    if (own !== 'accepted' && own !== 'owner') throw notFound();
  }

  private async pageFor(holder: LinkHolder, token: string, language: Language): Promise<string> {
    const { shown, situation } = await this.seen(holder);
    const campaign = await this.campaigns.get(shown.campaignId);
    return invitationPage({ language, token, kase: shown, campaign, situation, organisationId: holder.organisationId });
  }

  /** No more than the organisation itself may see. */
  private async seen(holder: LinkHolder): Promise<{ shown: ShownCase; situation: Situation }> {
    const caller = callerOf(holder);
    const [shown] = await this.view.listed(caller, [await this.cases.seenBy(caller, holder.caseId)]);
    const situation = shown && situationOf(shown, holder, this.clock.now());
    if (!situation) throw notFound();
    return { shown, situation };
  }
}
