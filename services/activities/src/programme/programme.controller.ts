import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Controller, Get, Headers, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  AnswersFeed,
  AnswersPageOf,
  Costs,
  languageOf,
  offsetOf,
  page,
  PublicAddress,
  publicCopy,
} from '@kraftsamling/service';
import type { Language, Page, Representation } from '@kraftsamling/service';
import { shownActivity } from '../activity/public-activity.ts';
import type { ShownActivity } from '../activity/public-activity.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { csvFeed } from './csv-feed.ts';
import type { AnnouncedActivity } from './entry.ts';
import { FeedCopies } from './feed-copies.ts';
import { feedsWrittenSoSince, inParts } from './feed.ts';
import type { Feed } from './feed.ts';
import { icalendarFeed } from './icalendar.ts';
import { linkedDataFeed } from './json-ld.ts';
import { fileNameOf, programmeName } from './programme-name.ts';
import type { Known } from './programme-name.ts';
import {
  CalendarQuery,
  FeedQuery,
  ProgrammeItemDto,
  ProgrammeQuery,
  TableQuery,
  wantedFrom,
  wantedWithCancelled,
} from './programme.dto.ts';
import { Programme } from './programme.store.ts';
import type { Selection } from './programme.store.ts';

type ProgrammeItem = Omit<ShownActivity, 'report'> & { readonly organiserNames: readonly string[] };

const feedIsKeptForSeconds = 300;
/** Working out a whole programme takes as long as hundreds of other answers. */
const costOfAFeed = 100;
const bytesOfCopies = 32 * 1024 * 1024;

/** What is going on, for everybody: what has been published, and is not taken back by being reported. */
@ApiTags('programme')
@Allow('anyone')
@Controller('v1')
export class ProgrammeController {
  private readonly copies = new FeedCopies(bytesOfCopies);

  constructor(
    private readonly programme: Programme,
    private readonly campaigns: Campaigns,
    private readonly organisations: Organisations,
    private readonly address: PublicAddress,
  ) {}

  @Get('programme')
  @ApiOperation({ summary: 'Searches the programme, in order of time' })
  @AnswersPageOf(ProgrammeItemDto)
  async search(@Query() query: ProgrammeQuery): Promise<Representation<Page<ProgrammeItem>>> {
    const { found, total } = await this.programme.page(wantedFrom(query), {
      offset: offsetOf(query),
      limit: query.limit,
    });
    const { names } = await this.organisations.named(found.flatMap(({ state }) => state.organisers));
    const items = found.map((activity) => shown(activity, names));
    return publicCopy({ cacheControl: 'public, max-age=60' }, page(items, total, query));
  }

  @Get('programme.ics')
  @Costs(costOfAFeed)
  @ApiOperation({
    summary: 'The programme as a calendar to subscribe to, with what has been cancelled',
    description:
      'iCalendar, an event for each session. UIDs stay; SEQUENCE grows with every change that a calendar shows.',
  })
  @AnswersFeed('text/calendar')
  async calendar(
    @Query() query: CalendarQuery,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<Representation<StreamableFile>> {
    const language = query.lang ?? languageOf(acceptLanguage);
    const selection = await this.programme.select({ ...wantedWithCancelled(query), removed: true }, 'activity');
    const called = await this.called(query, selection, language);
    return this.answer(icalendarFeed(language, called.name), called, selection, language);
  }

  @Get('programme.csv')
  @Costs(costOfAFeed)
  @ApiOperation({ summary: 'The programme as CSV (RFC 4180), a row for each session' })
  @AnswersFeed('text/csv')
  async table(
    @Query() query: TableQuery,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<Representation<StreamableFile>> {
    const language = query.lang ?? languageOf(acceptLanguage);
    const feed = csvFeed({ forExcel: query.excel === 'true' });
    const selection = await this.programme.select(wantedFrom(query), 'session');
    return this.answer(feed, await this.called(query, selection, language), selection, language);
  }

  @Get('programme.jsonld')
  @Costs(costOfAFeed)
  @ApiOperation({ summary: 'The programme as schema.org events' })
  @AnswersFeed('application/ld+json')
  async linkedData(
    @Query() query: FeedQuery,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<Representation<StreamableFile>> {
    const language = query.lang ?? languageOf(acceptLanguage);
    const selection = await this.programme.select(wantedFrom(query), 'activity');
    return this.answer(linkedDataFeed(), await this.called(query, selection, language), selection, language);
  }

  /** What it is called, and what it says in that beside what was asked for. */
  private async called(query: FeedQuery | CalendarQuery, { names }: Selection, language: Language): Promise<Called> {
    const { campaign = '', organisation = '' } = query;
    const campaigns = await this.campaigns.known(campaign === '' ? [] : [campaign]);
    const known = {
      campaign: campaigns.get(campaign)?.name[language],
      // Only of one that stands in the programme: others are not named to whoever guesses their ids.
      organisation: names.get(organisation),
    };
    return { name: programmeName(query, language, known), known };
  }

  /** Its tag is no other for what was asked in other words: a stranger learns nothing from tags. */
  private answer(
    feed: Feed,
    { name, known }: Called,
    selection: Selection,
    language: Language,
  ): Representation<StreamableFile> {
    const { fingerprint, changedAt } = selection;
    const etag = hashOf(fingerprint, feed.type, language, known, this.address.url, feedsWrittenSoSince);
    const key = hashOf(etag, feed.begin());
    // Whoever reads slowly is read for slowly, and whoever leaves ends the reading. An error breaks the connection once the feed has
    // begun: half a programme must not look like a whole one.
    const file = new StreamableFile(
      Readable.from(this.copies.read(key, () => this.written(feed, selection, language))),
      {
        type: feed.type,
        disposition: `attachment; filename="${fileNameOf(name)}.${feed.extension}"`,
      },
    );
    const cacheControl = `public, max-age=${feedIsKeptForSeconds}`;
    return publicCopy({ cacheControl, etag: `W/"${etag}"`, changedAt, vary: 'accept-language' }, file);
  }

  private async *written(feed: Feed, selection: Selection, language: Language): AsyncGenerator<string> {
    yield feed.begin();
    const addressOf = (id: string) => `${this.address.url}/v1/activities/${id}`;
    for await (const activities of this.programme.each(selection)) {
      // Read after them: whoever sees that they are another revision sees also what their organisers are called now.
      const { names } = await this.organisations.named(activities.flatMap(({ state }) => state.organisers));
      for (const part of inParts(activities)) yield feed.each(part, { language, names, addressOf });
    }
    yield feed.end();
  }
}

interface Called {
  readonly name: string;
  readonly known: Known;
}

function hashOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

function shown({ id, state }: AnnouncedActivity, names: ReadonlyMap<string, string>): ProgrammeItem {
  const { report: _, ...activity } = shownActivity(state, id);
  return { ...activity, organiserNames: state.organisers.flatMap((organiser) => names.get(organiser) ?? []) };
}
