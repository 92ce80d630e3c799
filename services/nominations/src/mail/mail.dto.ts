import { ApiProperty } from '@nestjs/swagger';
import { DeliveryDto } from '@kraftsamling/service/mail';
import { templates } from './mail.ts';
import type { Template } from './mail.ts';

/** A mail without the address it goes to: that is looked up when it is sent. */
export class MailDto extends DeliveryDto {
  @ApiProperty({ required: false, example: '01921c77-0e2a-7b63-8c11-94d2e5f60719' })
  nominationId?: string;

  @ApiProperty({ required: false, example: '01921c77-0e2a-7b63-8c11-94d2e5f6071a' })
  candidacyId?: string;

  @ApiProperty({ required: false, example: '2081' })
  municipality?: string;

  @ApiProperty({ enum: templates })
  template: Template;
}
