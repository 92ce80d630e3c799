import { ApiProperty } from '@nestjs/swagger';
import { DeliveryDto } from '@kraftsamling/service/mail';
import { templates } from './mail.ts';
import type { Template } from './mail.ts';

/** A mail without the address it goes to: that is looked up when it is sent. */
export class MailDto extends DeliveryDto {
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
}
