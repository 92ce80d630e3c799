import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { Flag, Line, MailAddress, OneOf, Part, Parts, PlaceCode, PlaceCodes, Slug } from '@kraftsamling/service/fields';
import type { Stated } from '@kraftsamling/service/fields';
import { capabilitiesFrom, StatedCapabilityDto } from './capability.dto.ts';
import type { OrganisationProfile } from './organisation.state.ts';

export class ContactDto {
  @Line(200, { example: 'Eva Exempel' })
  name: string;

  @MailAddress()
  email: string;

  @Line(40, { optional: true, example: '0243-740 00' })
  phone?: string;

  @OneOf(['sv', 'en'])
  language: 'sv' | 'en';
}

export class WorksInDto {
  @Flag({ optional: true, example: false })
  wholeCountry?: boolean;

  @PlaceCodes(2, { optional: true })
  counties?: string[];

  @PlaceCodes(4, { optional: true })
  municipalities?: string[];
}

export class OrganisationProfileDto {
  @Line(200, { example: 'Stadsbiblioteket i Borlänge' })
  name: string;

  @Line(40, { optional: true, example: '212000-2239', description: 'Never shown to others' })
  organisationNumber?: string;

  @Slug()
  category: string;

  @OneOf(['public', 'private', 'civil-society'])
  sector: 'public' | 'private' | 'civil-society';

  @PlaceCode(4)
  municipality: string;

  @Part(() => WorksInDto, { optional: true, description: 'Left out: in its own municipality' })
  worksIn?: WorksInDto;

  @Parts(() => StatedCapabilityDto, 50, { optional: true })
  offers?: StatedCapabilityDto[];

  @Parts(() => StatedCapabilityDto, 50, { optional: true })
  needs?: StatedCapabilityDto[];

  @Flag({ optional: true, description: 'May others know that a collaboration is proposed? Left out: no' })
  consentsToMatching?: boolean;
}

export class NewOrganisationDto extends OrganisationProfileDto {
  @Parts(() => ContactDto, 20, { optional: true, description: 'Never shown to others' })
  contacts?: ContactDto[];
}

export class AddedOrganisationDto extends NewOrganisationDto {
  @Flag({
    optional: true,
    description:
      'It is another one than that with the same name in this municipality of which a number is known, or none',
  })
  apart?: boolean;
}

export class OrganisationAmendmentDto {
  @Line(200, { optional: true, example: 'Stadsbiblioteket i Borlänge' })
  name?: string;

  @Line(40, { optional: true, example: '212000-2239' })
  organisationNumber?: string;

  @Slug({ optional: true })
  category?: string;

  @OneOf(['public', 'private', 'civil-society'], { optional: true })
  sector?: 'public' | 'private' | 'civil-society';

  @PlaceCode(4, { optional: true })
  municipality?: string;

  @Part(() => WorksInDto, { optional: true })
  worksIn?: WorksInDto;

  @Parts(() => StatedCapabilityDto, 50, { optional: true })
  offers?: StatedCapabilityDto[];

  @Parts(() => StatedCapabilityDto, 50, { optional: true })
  needs?: StatedCapabilityDto[];

  @Flag({ optional: true })
  consentsToMatching?: boolean;

  @Parts(() => ContactDto, 20, { optional: true })
  contacts?: ContactDto[];
}

export class OrganisationDto extends NewOrganisationDto {
  @ApiProperty({ example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f' })
  id: string;

  @ApiProperty({ example: '20' })
  county: string;

  @ApiProperty({ format: 'date-time' })
  joinedAt: string;

  @ApiProperty({ format: 'date-time', required: false, description: 'No link that was sent before opens anything' })
  linksSince?: string;
}

export class OrganisationQuery extends PageQuery {
  @Slug({ optional: true })
  category?: string;

  @PlaceCode(2, { optional: true })
  county?: string;

  @PlaceCode(4, { optional: true })
  municipality?: string;
}

/** What a body says about an organisation, with what is meant where nothing is said. */
export function profileFrom(body: Stated<NewOrganisationDto>, at = ''): OrganisationProfile {
  const { worksIn = { municipalities: [body.municipality] }, offers, needs, ...rest } = body;
  return {
    contacts: [],
    consentsToMatching: false,
    ...rest,
    worksIn: placesFrom(worksIn),
    offers: capabilitiesFrom(`${at}/offers`, offers),
    needs: capabilitiesFrom(`${at}/needs`, needs),
  };
}

export function amendmentFrom(body: Stated<OrganisationAmendmentDto>): Partial<OrganisationProfile> {
  const { worksIn, offers, needs, ...rest } = body;
  return {
    ...rest,
    ...(worksIn && { worksIn: placesFrom(worksIn) }),
    ...(offers && { offers: capabilitiesFrom('/offers', offers) }),
    ...(needs && { needs: capabilitiesFrom('/needs', needs) }),
  };
}

function placesFrom({ wholeCountry = false, counties = [], municipalities = [] }: Stated<WorksInDto>) {
  return { wholeCountry, counties, municipalities };
}
