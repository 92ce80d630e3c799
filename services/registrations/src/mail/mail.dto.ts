import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { OneOf } from '@kraftsamling/service/fields';
import { templates } from './mail.ts';
import type { Progress, Template } from './mail.ts';

const statuses = ['waiting', 'sending', 'sent', 'failed'] as const satisfies readonly Progress['status'][];

export class MailQuery extends PageQuery {
  @OneOf(statuses, { optional: true, example: 'failed' })
  status?: Progress['status'];
}

/** A mail without the address it goes to: that is looked up when it is sent. */
export class MailDto {
  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718.kit' })
  id: string;

  @ApiProperty({
    required: false,
    example: '01921c77-0e2a-7b63-8c11-94d2e5f60718',
    description: 'Of a mail about a registration',
  })
  registrationId?: string;

  @ApiProperty({
    required: false,
    example: '01921c77-0e2a-7b63-8c11-94d2e5f60718',
    description: 'Of a mail about a case of matchmaking',
  })
  caseId?: string;

  @ApiProperty({
    required: false,
    example: '01920a41-7f02-7a1e-8d33-0c9b8a7f6e5d',
    description: 'To whom, in the case',
  })
  organisationId?: string;

  @ApiProperty({ enum: templates })
  template: Template;

  @ApiProperty({ enum: statuses })
  status: Progress['status'];

  @ApiProperty({ example: 1 })
  attempts: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  dueAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  sentAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  failedAt?: string;

  @ApiProperty({ required: false, example: 'smtp-550' })
  reason?: string;
}
