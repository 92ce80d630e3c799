import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import {
  Day,
  Days,
  Flag,
  Instant,
  Language,
  Line,
  MailAddress,
  OneOf,
  Part,
  Parts,
  PlaceCodes,
  Slug,
  Slugs,
  WebAddress,
  WholeNumber,
} from '@kraftsamling/service/fields';
import type { Campaign } from './campaign.ts';

export class BilingualDto {
  @Line(200, { example: 'Digitalidag 2024' })
  sv: string;

  @Line(200, { example: 'Digitalidag 2024' })
  en: string;
}

export class DescriptionDto {
  @Line(1000, { example: 'Minst en miljon människor har utvecklat sin digitala kompetens.' })
  sv: string;

  @Line(1000, { example: 'At least one million people have developed their digital competence.' })
  en: string;
}

export class CountingPeriodDto {
  @Day({ example: '2024-04-18' })
  from: string;

  @Day({ example: '2024-11-16' })
  to: string;
}

export class CampaignAreaDto {
  @PlaceCodes(2, { optional: true })
  counties?: string[];

  @PlaceCodes(4, { optional: true })
  municipalities?: string[];
}

export class RegistrationWindowDto {
  @Instant({ example: '2024-04-18T00:00:00+02:00' })
  opens: Date;

  @Instant({ example: '2024-11-16T23:59:59+01:00' })
  closes: Date;
}

export class GoalDto {
  @Slug({
    example: 'developed-competence',
    description:
      'What is measured, one goal for each: developed-competence (people who say that they have developed their digital competence), attendances, municipalities, organisations, or any other word, for a goal that statistics does not follow. The older word people means attendances',
  })
  measure: string;

  @WholeNumber(-1_000_000_000, 1_000_000_000, { example: 1_000_000 })
  target: number;

  @Part(() => DescriptionDto, { optional: true })
  description?: DescriptionDto;
}

export class CampaignRulesDto {
  @Flag()
  freeOfCharge: boolean;

  @Flag()
  noSales: boolean;

  @Flag()
  openToAll: boolean;
}

export class KitDocumentDto {
  @Slug({ example: 'project-support' })
  kind: string;

  @Language()
  language: string;

  @Line(200, { example: 'Projektledningsstöd' })
  title: string;

  @WebAddress({ example: 'https://kraftsamling.example/digitalidag-2024/projektledningsstod.pdf' })
  url: string;
}

export class CampaignPlanDto {
  @Part(() => BilingualDto)
  name: BilingualDto;

  @OneOf(['theme-days', 'week', 'award-year'])
  kind: 'theme-days' | 'week' | 'award-year';

  @Line(200, { example: 'Post- och telestyrelsen' })
  organiser: string;

  @MailAddress({
    optional: true,
    example: 'digitalidag@myndighet.example',
    description:
      'Where answers to mails about it go: a desk of the organiser’s, which everybody may know. Left out: to the secretariat',
  })
  replyTo?: string;

  @Slug({ optional: true, example: 'get-online-week-2024', description: 'The campaign this one is a part of' })
  partOf?: string;

  @Days({ example: ['2024-11-15', '2024-11-16'] })
  days: string[];

  @Part(() => CountingPeriodDto, { optional: true, description: 'Both days included' })
  countingPeriod?: CountingPeriodDto;

  @Part(() => CampaignAreaDto, {
    optional: true,
    description: 'Where it takes place: in all of these counties and municipalities. Left out: in the whole country',
  })
  area?: CampaignAreaDto;

  @Part(() => RegistrationWindowDto)
  registrationWindow: RegistrationWindowDto;

  @Parts(() => GoalDto, 50)
  goals: GoalDto[];

  @Slugs({ example: ['e-identification', 'online-safety'] })
  themes: string[];

  @Slugs({ example: ['senior-citizens'] })
  targetGroups: string[];

  @Slugs({ example: ['public-library', 'service-centre'], description: 'Empty: anyone may register' })
  partnerCategories: string[];

  @Part(() => CampaignRulesDto)
  rules: CampaignRulesDto;

  @Parts(() => KitDocumentDto, 100)
  kit: KitDocumentDto[];
}

export class NewCampaignDto extends CampaignPlanDto {
  @Slug({ example: 'digitalidag-2024' })
  id: string;
}

export class CampaignDto extends NewCampaignDto {
  @ApiProperty({
    enum: ['draft', 'announced', 'closed'],
    description: 'What has been decided about it. Whether its days have come or are over, they say themselves',
  })
  status: Campaign['status'];

  @ApiProperty({ format: 'date-time', required: false })
  announcedAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  closedAt?: string;
}

export class CampaignQuery extends PageQuery {
  @OneOf(['draft', 'announced', 'closed'], { optional: true })
  status?: Campaign['status'];
}
