import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Refusal } from '@kraftsamling/messaging/decision';
import { PageQuery } from '@kraftsamling/service';
import { Day, Days, Flag, Line, OneOf, Part, Parts, PlaceCode, Slug, Text } from '@kraftsamling/service/fields';
import type { Stated } from '@kraftsamling/service/fields';
import { capabilitiesFrom, CapabilityDto, StatedCapabilityDto } from '../organisation/capability.dto.ts';
import { ContactDto, OrganisationProfileDto, profileFrom } from '../organisation/organisation.dto.ts';
import type { OrganisationProfile, Standing } from '../organisation/organisation.state.ts';
import { statuses } from './registration.state.ts';
import type { Particulars, Registration } from './registration.state.ts';

/** What an organisation says when it registers. */
export class ApplicationDto {
  @Part(() => OrganisationProfileDto, {
    optional: true,
    description: 'Who registers. One that is known (same number, or same name and municipality) is not changed by this',
  })
  organisation?: OrganisationProfileDto;

  @Line(64, {
    optional: true,
    example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f',
    description: 'Instead of `organisation`, for those who belong to it or look after it',
  })
  organisationId?: string;

  @Part(() => ContactDto, { description: 'Whom to write to. Shown only to those who look after the registration' })
  contact: ContactDto;

  @Days({ example: ['2024-11-15', '2024-11-16'] })
  days: string[];

  @Parts(() => StatedCapabilityDto, 50, { optional: true })
  offers?: StatedCapabilityDto[];

  @Parts(() => StatedCapabilityDto, 50, { optional: true })
  needs?: StatedCapabilityDto[];

  @Text(4000, { optional: true, example: 'Vi vill gärna samarbeta med seniorföreningen.' })
  message?: string;
}

export class NewRegistrationDto extends ApplicationDto {
  @Slug({ example: 'digitalidag-2024' })
  campaignId: string;
}

export class RegistrationAmendmentDto {
  @Part(() => ContactDto, { optional: true })
  contact?: ContactDto;

  @Days({ optional: true, example: ['2024-11-16'] })
  days?: string[];

  @Parts(() => StatedCapabilityDto, 50, { optional: true })
  offers?: StatedCapabilityDto[];

  @Parts(() => StatedCapabilityDto, 50, { optional: true })
  needs?: StatedCapabilityDto[];

  @Text(4000, { optional: true, example: 'Vi kommer gärna båda dagarna.' })
  message?: string;
}

export class RejectionDto {
  @Slug({ example: 'outside-the-campaign', description: 'A word for the statistics, never a text about somebody' })
  reason: string;
}

export class IdentificationDto {
  @Line(64, {
    optional: true,
    example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f',
    description: 'The organisation that is known. Left out: it is the one that was described',
  })
  organisationId?: string;

  @Flag({ optional: true, description: 'It is another one than those that are known by the same' })
  apart?: boolean;
}

export class LinkRevocationDto {
  @Slug({ example: 'sent-to-somebody-else', description: 'A word for the record, never a text about somebody' })
  reason: string;
}

export class LinkRevokedDto extends LinkRevocationDto {
  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class WithdrawalDto {
  @Slug({ optional: true, example: 'no-staff' })
  reason?: string;
}

export class RegistrationQuery extends PageQuery {
  @Slug({ optional: true, example: 'digitalidag-2024' })
  campaign?: string;

  @OneOf(statuses, { optional: true })
  status?: Registration['status'];

  @Slug({ optional: true })
  category?: string;

  @PlaceCode(2, { optional: true })
  county?: string;

  @PlaceCode(4, { optional: true })
  municipality?: string;

  @Day({ optional: true })
  day?: string;

  @Line(64, { optional: true, example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f' })
  organisation?: string;
}

export class ReceiptDto {
  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718' })
  id: string;

  @ApiProperty({ enum: ['submitted'] })
  status: 'submitted';

  @ApiProperty({
    required: false,
    example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f',
    description: 'For those who belong to the organisation or look after it',
  })
  organisationId?: string;

  @ApiProperty({
    example: 'https://registrations.kraftsamling.example/manage/01921c77-0e2a-7b63-8c11-94d2e5f60718#c2VjcmV0',
    description: 'Secret. What follows the # is a bearer token for this registration',
  })
  managementLink: string;
}

/** As everybody may know it: in lists, and in events. */
export class RegistrationSummaryDto {
  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718' })
  id: string;

  @ApiProperty({ example: 'digitalidag-2024' })
  campaignId: string;

  @ApiProperty({ example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f' })
  organisationId: string;

  @ApiProperty({
    required: false,
    description: 'Left out for those who are, or may be, sole traders',
    example: 'Stadsbiblioteket i Borlänge',
  })
  organisationName?: string;

  @ApiProperty({ example: 'public-library' })
  category: string;

  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ example: '20' })
  county: string;

  @ApiProperty({ example: ['2024-11-15'] })
  days: string[];

  @ApiProperty({ type: [CapabilityDto] })
  offers: CapabilityDto[];

  @ApiProperty({ type: [CapabilityDto] })
  needs: CapabilityDto[];

  @ApiProperty({ enum: [...statuses] })
  status: Registration['status'];

  @ApiProperty({ format: 'date-time' })
  submittedAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  contactedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  confirmedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  kitIssuedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  declinedAt?: string;

  @ApiProperty({ required: false, example: 'outside-the-campaign' })
  declineReason?: string;

  @ApiProperty({ format: 'date-time', required: false })
  withdrawnAt?: string;

  @ApiProperty({ required: false, example: 'no-staff' })
  withdrawalReason?: string;

  @ApiProperty({ format: 'date-time', required: false, description: 'No link that was sent before opens anything' })
  linksSince?: string;
}

/** An organisation that says that it is the same as the one that a stranger has registered. */
export class ResemblingDto {
  @ApiProperty({ example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f' })
  organisationId: string;

  @ApiProperty({ example: 'Stadsbiblioteket i Borlänge' })
  name: string;

  @ApiProperty({ example: 'public-library' })
  category: string;

  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ enum: ['described', 'established'] })
  standing: Standing;

  @ApiProperty({ required: false, description: 'Its live registration in this campaign' })
  registrationId?: string;
}

/** As the organisation itself sees it, and those who look after it. */
export class RegistrationDto extends OmitType(RegistrationSummaryDto, ['organisationId', 'organisationName']) {
  @ApiProperty({
    required: false,
    example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f',
    description: 'Not for those who come with a management link',
  })
  organisationId?: string;

  @ApiProperty({ type: ContactDto, required: false, description: 'Until it is forgotten' })
  contact?: ContactDto;

  @ApiProperty({ required: false })
  message?: string;

  @ApiProperty({
    type: LinkRevokedDto,
    required: false,
    description: 'For those who look after it: nobody has a link to it until they send one',
  })
  linkRevoked?: LinkRevokedDto;

  @ApiProperty({
    type: [ResemblingDto],
    required: false,
    description: 'For those who look after it, until they have said which organisation it is',
  })
  resembling?: ResemblingDto[];
}

/** Who registers: described by whoever registers it, or known already. */
export type Applicant = { readonly profile: OrganisationProfile } | { readonly organisationId: string };

export function applicantFrom({ organisation, organisationId, contact }: Stated<ApplicationDto>): Applicant {
  if (organisation && organisationId === undefined)
    return { profile: profileFrom({ ...organisation, contacts: [contact] }, '/organisation') };
  if (organisationId !== undefined && !organisation) return { organisationId };

  throw new Refusal('one-organisation', 'Say which organisation registers: describe it, or give its id.', 'invalid', [
    { pointer: '/organisation', code: 'one-organisation', detail: 'Give either organisation or organisationId.' },
  ]);
}

export function particularsFrom({ contact, days, offers, needs, message }: Stated<ApplicationDto>): Particulars {
  return {
    contact,
    days,
    offers: capabilitiesFrom('/offers', offers),
    needs: capabilitiesFrom('/needs', needs),
    ...(message !== undefined && { message }),
  };
}

export function amendmentFrom({ offers, needs, ...rest }: Stated<RegistrationAmendmentDto>): Partial<Particulars> {
  return {
    ...rest,
    ...(offers && { offers: capabilitiesFrom('/offers', offers) }),
    ...(needs && { needs: capabilitiesFrom('/needs', needs) }),
  };
}
