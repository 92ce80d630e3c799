import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AnswersPageOf, Audit, Caller, Clock, Idempotent, offsetOf, page } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { MailQuery, shownDelivery } from '@kraftsamling/service/mail';
import type { QueuedMail } from '@kraftsamling/service/mail';
import type { About } from './mail.ts';
import { MailDto } from './mail.dto.ts';
import { Mails } from './mail.store.ts';

@ApiTags('mails')
@Allow('secretariat')
@Controller('v1/mails')
export class MailsController {
  constructor(
    private readonly mails: Mails,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists mails, oldest first, without the addresses they go to' })
  @AnswersPageOf(MailDto)
  async list(@Query() query: MailQuery): Promise<Page<MailDto>> {
    const { mails, total } = await this.mails.list(query.status, { offset: offsetOf(query), limit: query.limit });
    return page(mails.map(shown), total, query);
  }

  @Post(':id/dispatch')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary:
      'Sends a mail again to the address that holds now: one that has failed, or as a new mail one that was sent',
  })
  @ApiOkResponse({ type: MailDto })
  async dispatch(@Caller() caller: Principal, @Param('id') id: string): Promise<MailDto> {
    const mail = await this.mails.dispatch(id, this.clock.now());

    await this.audit.note(caller, 'dispatched', 'mail', mail.id);
    return shown(mail);
  }
}

function shown(mail: QueuedMail<About>): MailDto {
  const { template } = mail;
  const about =
    mail.template === 'confirm-nomination'
      ? { nominationId: mail.nominationId }
      : { candidacyId: mail.candidacyId, municipality: mail.municipality };
  return { ...shownDelivery(mail), ...about, template };
}
