import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Injectable,
  Module,
  Param,
  Post,
  Put,
  Query,
  Sse,
  StreamableFile,
} from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { ApiExcludeController, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { isDuplicateKey } from '@kraftsamling/messaging';
import { Refusal } from '@kraftsamling/messaging/decision';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { of } from 'rxjs';
import type { Observable } from 'rxjs';
import {
  Allow,
  AnswersCreated,
  AnswersFeed,
  AnswersFile,
  AnswersPageOf,
  Caller,
  Costs,
  created,
  formPage,
  Idempotent,
  IfMatch,
  offsetOf,
  page,
  publicCopy,
  PageQuery,
  Problem,
  SentCsv,
  TakesCsv,
  TakesForm,
  versioned,
  WholeNumber,
} from '../src/index.ts';
import type { CsvFile, Page, Principal, Representation, ServiceDefinition } from '../src/index.ts';

class AuthorInput {
  @ApiProperty({ example: 'Selma Lagerlöf' })
  @IsString()
  @Length(1, 100)
  name: string;
}

class SlipInput {
  @ApiProperty({ example: 'Selma' })
  @IsString()
  reader: string;

  @ApiPropertyOptional({ example: ['1', '2'] })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  books?: string[];
}

export class BookInput {
  @ApiProperty({ example: 'Nils Holgersson' })
  @IsString()
  @Length(1, 100)
  title: string;

  @ApiProperty({ type: 'integer', example: 650 })
  @IsInt()
  @Min(1)
  @Max(10_000)
  pages: number;

  @ApiPropertyOptional({ type: [AuthorInput] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => AuthorInput)
  authors?: AuthorInput[];
}

class SlowQuery {
  @IsInt()
  @WholeNumber()
  milliseconds: number;
}

class BooksQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'Nils Holgersson' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  title?: string;
}

class BookView {
  @ApiProperty({ example: 'Nils Holgersson' })
  readonly title: string;

  @ApiProperty({ type: 'integer', example: 650, nullable: true })
  readonly pages: number | null;
}

interface Book {
  readonly _id: string;
  readonly title: string;
  readonly pages: number;
  readonly version: number;
}

@Injectable()
export class Shelf {
  readonly books: Model<Book>;

  constructor(@InjectConnection() connection: Connection) {
    const schema = new Schema<Book>(
      { _id: String, title: String, pages: Number, version: Number },
      { versionKey: false },
    );
    schema.index({ title: 1 }, { unique: true });
    this.books = connection.model<Book>('Book', schema, 'books');
  }
}

/** Lets a test decide when a request goes on. */
@Injectable()
export class Pace {
  waiting = 0;
  /** What orders with certain titles are refused for. */
  inTheWay = true;
  goOn = Promise.withResolvers<undefined>();

  async step(): Promise<void> {
    this.waiting += 1;
    await this.goOn.promise;
  }
}

@ApiTags('books')
@Controller('v1/books')
export class BooksController {
  constructor(
    private readonly shelf: Shelf,
    private readonly pace: Pace,
  ) {}

  @Get()
  @Allow('anyone')
  @AnswersPageOf(BookView)
  async list(@Query() query: BooksQuery): Promise<Page<Book>> {
    const wanted = query.title === undefined ? {} : { title: query.title };
    const [books, total] = await Promise.all([
      this.shelf.books.find(wanted).sort({ _id: 1 }).skip(offsetOf(query)).limit(query.limit).lean(),
      this.shelf.books.countDocuments(wanted),
    ]);
    return page(books, total, query);
  }

  @Get('slow')
  @Allow('anyone')
  async slowly(@Query() { milliseconds }: SlowQuery): Promise<{ done: true }> {
    this.pace.waiting += 1;
    await delay(milliseconds);
    return { done: true };
  }

  @Sse('changes')
  @Allow('anyone')
  changes(): Observable<{ data: string }> {
    return of({ data: 'a change' });
  }

  @Get('waiting')
  @Allow('anyone')
  waiting(): { waiting: number } {
    return { waiting: this.pace.waiting };
  }

  @Get('accident')
  @Allow('anyone')
  accident(): void {
    void Promise.reject(new Error('nobody caught this'));
  }

  @Get('whoami')
  @Allow('anyone', 'link')
  whoAmI(@Caller() caller: Principal): Principal {
    return caller;
  }

  /** As much work as five others. */
  @Get('catalogue')
  @Allow('anyone')
  @Costs(5)
  catalogue(): Representation<string> {
    return publicCopy({ cacheControl: 'public, max-age=60', etag: '"1"' }, 'all of them');
  }

  @Get('broken')
  @Allow('anyone')
  broken(): never {
    throw new TypeError('the secret reason');
  }

  /** A feed: what links lead to, with an ending of a file. */
  @Get('all.csv')
  @AnswersFeed('text/csv')
  @Allow('anyone')
  feed(@Query('colour') colour: string | undefined): Representation<StreamableFile> {
    const rows = Readable.from(Array.from({ length: 3_000 }, (_, at) => `${at};${colour ?? 'any'} book\n`));
    const file = new StreamableFile(rows, { type: 'text/csv; charset=utf-8' });
    return publicCopy({ cacheControl: 'public, no-cache', etag: '"3000"', vary: 'accept-language' }, file);
  }

  /** As long as nobody sends as much. */
  @Get('long')
  @Allow('anyone', 'link', 'secretariat')
  long(): Representation<{ pages: string }> {
    return versioned(7, { pages: 'å'.repeat(2_000) });
  }

  /** Not for everybody. */
  @Get('closed')
  @Allow('link', 'secretariat')
  closed(): Representation<{ pages: string }> {
    return versioned(7, { pages: 'å'.repeat(2_000) });
  }

  @Get(':id')
  @Allow('anyone')
  async get(@Param('id') id: string): Promise<Representation<Book>> {
    const book = await this.shelf.books.findById(id).lean();
    if (book === null) throw new Refusal('not-found', 'There is no such book.', 'not-found');
    return versioned(book.version, book);
  }

  @Post()
  @Allow('anyone')
  @Idempotent()
  @ApiOperation({ summary: 'Put a book on the shelf' })
  @AnswersCreated(BookView)
  async add(@Body() input: BookInput): Promise<Representation<Book>> {
    const book = { _id: crypto.randomUUID(), title: input.title, pages: input.pages, version: 1 };
    await this.shelf.books.insertOne(book).catch((error: unknown) => {
      throw isDuplicateKey(error) ? new Refusal('title-taken', 'There is a book with this title.') : error;
    });
    return created(`/v1/books/${book._id}`, 1, book);
  }

  /** Adds a book when its turn comes, or fails. */
  @Post('orders')
  @Allow('anyone', 'link', 'secretariat')
  @Idempotent()
  async order(@Body() input: BookInput): Promise<Representation<{ secret: string }>> {
    await this.pace.step();
    if (this.pace.inTheWay) refuseByTitle(input.title);
    return created('/v1/books/ordered', 1, { secret: crypto.randomUUID() });
  }

  @Put(':id')
  @Allow('secretariat', 'coordinator', 'link')
  async amend(
    @Param('id') id: string,
    @IfMatch('required') version: number,
    @Body() input: BookInput,
  ): Promise<Representation<{ version: number }>> {
    const { modifiedCount } = await this.shelf.books.updateOne(
      { _id: id, version },
      { $set: { title: input.title }, $inc: { version: 1 } },
    );
    if (modifiedCount === 0) throw new Refusal('version-mismatch', 'It has been changed since you read it.', 'stale');
    return versioned(version + 1, { version: version + 1 });
  }

  @Delete(':id')
  @Allow('operator')
  @HttpCode(204)
  remove(): void {
    // Nothing to do: only its policy is of interest.
  }

  @Post('imports')
  @Allow('secretariat')
  @TakesCsv({ limit: 1_000_000 })
  import(@SentCsv() { bytes }: CsvFile): { bytes: number } {
    return { bytes: bytes.length };
  }

  @Post('slips')
  @Allow('anyone')
  @TakesForm({ limit: 1_000 })
  slip(@Body() slip: SlipInput): SlipInput {
    return slip;
  }
}

@ApiTags('books')
@Controller('v1/shelves/:shelf')
export class ShelvesController {
  /** The same for every shelf. */
  @Get('template')
  @Allow('secretariat')
  @ApiOperation({ summary: 'A file to fill in' })
  @AnswersFile('text/csv')
  template(): string {
    return 'title;pages';
  }
}

class SlipQuery {
  @IsOptional()
  @IsString()
  token?: string;
}

@ApiExcludeController()
@Controller('slip')
export class SlipPageController {
  /** A page that says what it was opened with. */
  @Get()
  @Allow('anyone')
  page(@Query() { token }: SlipQuery): Representation<string> {
    return formPage(`<!doctype html><html lang="sv"><title>${token?.length}</title><p>${'å'.repeat(2_000)}</p></html>`);
  }
}

function refuseByTitle(title: string): void {
  if (title === 'broken') throw new Error('The shelf is broken.');
  if (title === 'refused') throw new Refusal('title-taken', 'There is a book with this title.');
  if (title === 'away') throw new Refusal('nats-unavailable', 'NATS cannot be reached.', 'unavailable');
  if (title === 'busy') throw new Problem(429, 'too-many-requests', 'Too many requests.');
}

@Module({ controllers: [BooksController, ShelvesController, SlipPageController], providers: [Shelf, Pace] })
export class LibraryModule {}

/** A small service, for the library to be tried with. */
export const library: ServiceDefinition = {
  name: 'library',
  title: { sv: 'Bibliotek', en: 'Library' },
  description: { sv: 'Håller ordning på böcker.', en: 'Keeps books.' },
  tags: { books: 'What stands on the shelf.' },
  pages: [{ path: '/v1/books', title: { sv: 'Böckerna', en: 'The books' } }],
  module: LibraryModule,
  release: { version: '1.0.0', released: '2026-11-22', status: 'beta' },
  problems: { 'title-taken': { sv: 'Titeln är upptagen', en: 'The title is taken' } },
};
