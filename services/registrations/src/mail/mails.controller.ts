import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refusal } from '@kraftsamling/messaging';
import { Allow, AnswersPageOf, Audit, Caller, Clock, offsetOf, page } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import type { Progress } from './mail.ts';
import { Mails } from './mail.store.ts';
import type { StoredMail } from './mail.store.ts';
import { MailDto, MailQuery } from './mail.dto.ts';

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
  @ApiOperation({ summary: 'Tries a failed mail again, to the address that holds now' })
  @ApiOkResponse({ type: MailDto })
  async dispatch(@Caller() caller: Principal, @Param('id') id: string): Promise<MailDto> {
    const retried = await this.mails.retry(id, this.clock.now());
    const mail = await this.mails.get(id);
    if (!mail) throw new Refusal('not-found', 'There is no mail with this id.', 'not-found');
    if (!retried) throw new Refusal('mail-not-failed', 'Only a mail that has failed can be tried again.');

    await this.audit.note(caller, 'dispatched', 'mail', id);
    return shown(mail);
  }
}

function shown(mail: StoredMail): MailDto {
  const { id, template, attempts, createdAt, progress } = mail;
  const about =
    'caseId' in mail
      ? { caseId: mail.caseId, organisationId: mail.organisationId }
      : { registrationId: mail.registrationId };
  return { id, ...about, template, attempts, createdAt: createdAt.toISOString(), ...written(progress) };
}

function written(progress: Progress): Pick<MailDto, 'status' | 'dueAt' | 'sentAt' | 'failedAt' | 'reason'> {
  switch (progress.status) {
    case 'waiting':
    case 'sending':
      return { status: progress.status, dueAt: progress.dueAt.toISOString() };
    case 'sent':
      return { status: 'sent', sentAt: progress.sentAt.toISOString() };
    case 'failed':
      return { status: 'failed', failedAt: progress.failedAt.toISOString(), reason: progress.reason };
  }
}
