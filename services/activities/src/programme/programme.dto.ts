import { ApiProperty, IntersectionType, OmitType } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { Day, Id, Language, Line, OneOf, PlaceCode, Slug } from '@kraftsamling/service/fields';
import type { Language as FeedLanguage } from '@kraftsamling/service';
import { modes } from '../activity/mode.ts';
import type { Mode } from '../activity/mode.ts';
import { ActivityDto } from '../activity/activity.dto.ts';
import type { Wanted } from './catalogue.ts';
import { marked, takesPlace, word } from './entry.ts';
import { wantedTermsOf } from './search-terms.ts';

type Answer = 'true' | 'false';

/** What of the programme is wanted: all that is said must be true of an activity. */
export class ProgrammeFilter {
  @Slug({ optional: true, example: 'digitalidag-2024' })
  campaign?: string;

  @PlaceCode(2, { optional: true })
  county?: string;

  @PlaceCode(4, { optional: true })
  municipality?: string;

  @Id({ optional: true, description: 'One that organises it' })
  organisation?: string;

  @Day({
    optional: true,
    description:
      'Sessions of which some takes place on this day in Sweden, or later. They are what is listed of an activity, and in their order',
  })
  from?: string;

  @Day({
    optional: true,
    description:
      'Sessions of which some takes place on this day, or earlier; with from: on a day from one to the other',
  })
  to?: string;

  @Slug({ optional: true, example: 'senior-citizens' })
  targetGroup?: string;

  @Slug({ optional: true, example: 'e-identification' })
  topic?: string;

  @Slug({ optional: true, example: 'drop-in' })
  form?: string;

  @Language({ optional: true, description: 'One it is held in' })
  language?: string;

  @OneOf(modes, { optional: true })
  mode?: Mode;

  @Slug({ optional: true, example: 'step-free', description: 'Of the venue' })
  accessibility?: string;

  @Line(200, {
    optional: true,
    example: 'biblio',
    description:
      'Words of title, description, venue, form, topics, municipality and county: all of them, the last one as far as it is written. Case, accents and hyphens make no difference (`epost` is `e-post`), but å, ä and ö are letters of their own',
  })
  q?: string;

  @OneOf(['true', 'false'], { optional: true, example: 'false', description: 'Also what has been cancelled' })
  cancelled?: Answer;
}

export class ProgrammeQuery extends IntersectionType(PageQuery, ProgrammeFilter) {}

export class FeedQuery extends ProgrammeFilter {
  @OneOf(['sv', 'en'], { optional: true, description: 'Of texts. Left out: as Accept-Language says, else Swedish' })
  lang?: FeedLanguage;
}

/** No `cancelled` here: calendars take an event away only when it is sent to them as cancelled. */
export class CalendarQuery extends OmitType(FeedQuery, ['cancelled']) {}

export class TableQuery extends FeedQuery {
  @OneOf(['true', 'false'], {
    optional: true,
    example: 'true',
    description:
      "As Swedish Excel opens it: with a byte order mark, `;` between the cells, and a `'` before what would be a formula. Without it every cell is as it was written (RFC 4180)",
  })
  excel?: Answer;
}

export class ProgrammeItemDto extends OmitType(ActivityDto, ['report']) {
  @ApiProperty({ type: [String], example: ['Stadsbiblioteket i Borlänge'], description: 'Those that are known' })
  organiserNames: string[];
}

const marks = [
  'campaign',
  'county',
  'municipality',
  'organisation',
  'targetGroup',
  'topic',
  'form',
  'language',
  'mode',
  'accessibility',
] as const satisfies readonly (keyof ProgrammeFilter)[];

/** How the catalogue is asked for it. */
export function wantedFrom({ cancelled, ...filter }: Readonly<ProgrammeFilter>): Wanted {
  const { terms, ...wanted } = wantedWithCancelled(filter);
  return { ...wanted, terms: cancelled === 'true' ? terms : [[takesPlace], ...terms] };
}

export function wantedWithCancelled(filter: Readonly<Omit<ProgrammeFilter, 'cancelled'>>): Wanted {
  return {
    terms: [
      ...marks.flatMap((kind) => (filter[kind] === undefined ? [] : [[marked(kind, filter[kind])]])),
      ...wantedTermsOf(filter.q ?? '', word),
    ],
    from: filter.from,
    to: filter.to,
  };
}
