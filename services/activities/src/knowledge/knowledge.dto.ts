import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { Line, PlaceCode, Slug } from '@kraftsamling/service/fields';
import { LocalisedLineDto } from '../activity/activity.dto.ts';
import { lesson, marked, teaches } from '../programme/entry.ts';
import type { Wanted } from '../programme/catalogue.ts';
import { wantedTermsOf } from '../programme/search-terms.ts';

export class KnowledgeQuery extends PageQuery {
  @Line(200, {
    optional: true,
    example: 'coacher',
    description: 'Words of method and lessons: all of them, the last one as far as it is written. See the programme',
  })
  q?: string;

  @Slug({ optional: true, example: 'drop-in' })
  form?: string;

  @Slug({ optional: true, example: 'senior-citizens' })
  targetGroup?: string;

  @Slug({ optional: true, example: 'e-identification' })
  topic?: string;

  @PlaceCode(4, { optional: true })
  municipality?: string;
}

/** What others can learn from an activity that has been held. */
export class LessonDto {
  @ApiProperty({ example: '01924b10-6c3a-7e21-9a40-2b8d51c7f390' })
  activityId: string;

  @ApiProperty({ type: LocalisedLineDto })
  title: LocalisedLineDto;

  @ApiProperty({ example: 'drop-in' })
  form: string;

  @ApiProperty({ type: [String], example: ['e-identification'] })
  topics: string[];

  @ApiProperty({ type: [String], example: ['senior-citizens'] })
  targetGroups: string[];

  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ example: '20' })
  county: string;

  @ApiProperty({ type: [String], example: ['digitalidag-2024'] })
  campaigns: string[];

  @ApiProperty({ type: [String], example: ['01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f'] })
  organisers: string[];

  @ApiProperty({ format: 'date', example: '2024-11-15', description: 'The last day in Sweden on which it was held' })
  heldUntil: string;

  @ApiProperty({ required: false, example: 'Två coacher per bord, och tid för frågor efteråt.' })
  method?: string;

  @ApiProperty({ required: false, example: 'Boka en större lokal: alla fick inte plats.' })
  lessons?: string;
}

export function wantedFrom({ q, form, targetGroup, topic, municipality }: KnowledgeQuery): Wanted {
  return {
    terms: [
      [teaches],
      ...Object.entries({ form, targetGroup, topic, municipality }).flatMap(([kind, value]) =>
        value === undefined ? [] : [[marked(kind, value)]],
      ),
      ...wantedTermsOf(q ?? '', lesson),
    ],
  };
}
