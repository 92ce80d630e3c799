import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AnswersPageOf, languageOf, offsetOf, page, PublicAddress } from '@kraftsamling/service';
import type { Language, Page, Reply, Request } from '@kraftsamling/service';
import { shownActivity } from '../activity/public-activity.ts';
import type { ShownActivity } from '../activity/public-activity.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { calendarIn } from './calendar.ts';
import type { Wanted } from './catalogue.ts';
import type { AnnouncedActivity } from './entry.ts';
import { inParts } from './feed.ts';
import type { Feed } from './feed.ts';
import { isKnown, openToAll } from './fresh.ts';
import { linkedData } from './json-ld.ts';
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
import { table } from './table.ts';

type ProgrammeItem = Omit<ShownActivity, 'report'> & { readonly organiserNames: readonly string[] };

/** What is going on, for everybody: what has been published, and is not taken back by being reported. */
@ApiTags('programme')
@Allow('anyone')
@Controller('v1')
export class ProgrammeController {
  constructor(
    private readonly programme: Programme,
    private readonly organisations: Organisations,
    private readonly address: PublicAddress,
  ) {}

  @Get('programme')
  @ApiOperation({ summary: 'Searches the programme, in order of time' })
  @AnswersPageOf(ProgrammeItemDto)
  async search(@Query() query: ProgrammeQuery, @Res({ passthrough: true }) reply: Reply): Promise<Page<ProgrammeItem>> {
    const { found, total } = await this.programme.page(wantedFrom(query), {
      offset: offsetOf(query),
      limit: query.limit,
    });
    const names = await this.namesIn(found);
    void reply.headers({ ...openToAll, 'cache-control': 'public, max-age=60' });
    return page(
      found.map((activity) => shown(activity, names)),
      total,
      query,
    );
  }

  @Get('programme.ics')
  @ApiOperation({
    summary: 'The programme as a calendar to subscribe to, with what has been cancelled',
    description:
      'iCalendar, an event for each session. UIDs stay; SEQUENCE grows with every change that a calendar shows.',
  })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  async calendar(@Query() query: CalendarQuery, @Req() request: Request, @Res() reply: Reply): Promise<void> {
    const language = languageFor(query, request);
    await this.answer(request, reply, calendarIn(language), wantedWithCancelled(query), language);
  }

  @Get('programme.csv')
  @ApiOperation({ summary: 'The programme as CSV, a row for each session' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async table(@Query() query: TableQuery, @Req() request: Request, @Res() reply: Reply): Promise<void> {
    const feed = table({ forExcel: query.excel === 'true' });
    await this.answer(request, reply, feed, wantedFrom(query), languageFor(query, request));
  }

  @Get('programme.jsonld')
  @ApiOperation({ summary: 'The programme as schema.org events' })
  @ApiOkResponse({ content: { 'application/ld+json': { schema: { type: 'object' } } } })
  async linkedData(@Query() query: FeedQuery, @Req() request: Request, @Res() reply: Reply): Promise<void> {
    await this.answer(request, reply, linkedData(), wantedFrom(query), languageFor(query, request));
  }

  private async answer(request: Request, reply: Reply, feed: Feed, wanted: Wanted, language: Language): Promise<void> {
    const selection = await this.programme.select(wanted);
    if (isKnown(request, reply, selection, language)) {
      await reply.status(304).send();
      return;
    }

    void reply.headers({ 'content-type': feed.type, 'content-disposition': `attachment; filename="${feed.file}"` });
    // Whoever reads slowly is read for slowly, and whoever leaves ends the reading. An error breaks the connection from here on:
    // half a programme must not look like a whole one.
    await reply.send(Readable.from(this.written(feed, selection, language)));
  }

  private async *written(feed: Feed, selection: Selection, language: Language): AsyncGenerator<string> {
    yield feed.begin();
    for await (const activities of this.programme.each(selection)) {
      const names = await this.namesIn(activities);
      const setting = { language, names, addressOf: (id: string) => `${this.address.url}/v1/activities/${id}` };
      for (const part of inParts(activities)) yield feed.each(part, setting);
    }
    yield feed.end();
  }

  private namesIn(activities: readonly AnnouncedActivity[]): Promise<ReadonlyMap<string, string>> {
    return this.organisations.names([...new Set(activities.flatMap(({ state }) => state.organisers))]);
  }
}

function languageFor({ lang }: Pick<FeedQuery, 'lang'>, request: Request): Language {
  return lang ?? languageOf(request.headers['accept-language']);
}

function shown({ id, state }: AnnouncedActivity, names: ReadonlyMap<string, string>): ProgrammeItem {
  const { report: _, ...activity } = shownActivity(state, id);
  return { ...activity, organiserNames: state.organisers.flatMap((organiser) => names.get(organiser) ?? []) };
}
