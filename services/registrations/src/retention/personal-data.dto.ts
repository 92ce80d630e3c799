import { ApiProperty } from '@nestjs/swagger';
import { MailAddress } from '@kraftsamling/service/fields';
import { ContactDto } from '../organisation/organisation.dto.ts';
import type { Kept } from './retention.ts';

/** In the body, so that no address is in a log of addresses. */
export class PersonDto {
  @MailAddress()
  email: string;
}

export class RegistrationOfPersonDto {
  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718' })
  id: string;

  @ApiProperty({ type: ContactDto })
  contact: ContactDto;

  @ApiProperty({ required: false })
  message?: string;
}

export class OrganisationOfPersonDto {
  @ApiProperty({ example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f' })
  id: string;

  @ApiProperty({ type: [ContactDto] })
  contacts: ContactDto[];
}

export class PersonalDataDto {
  @ApiProperty({ type: [RegistrationOfPersonDto] })
  registrations: RegistrationOfPersonDto[];

  @ApiProperty({ type: [OrganisationOfPersonDto] })
  organisations: OrganisationOfPersonDto[];
}

export class KeptDto {
  @ApiProperty({ enum: ['withdrawn', 'declined', 'closed', 'organisation', 'audit'] })
  kind: Kept['kind'];

  @ApiProperty({ required: false, example: 30, description: 'So many days after it was over' })
  days?: number;

  @ApiProperty()
  what: string;

  @ApiProperty()
  why: string;
}

export class ErasedDto {
  @ApiProperty({ example: ['01921c77-0e2a-7b63-8c11-94d2e5f60718'] })
  registrations: string[];

  @ApiProperty({ example: [] })
  organisations: string[];

  @ApiProperty({ type: [KeptDto] })
  kept: KeptDto[];
}

export class RetentionDto {
  @ApiProperty({ type: [KeptDto] })
  kept: KeptDto[];
}
