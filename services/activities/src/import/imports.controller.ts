import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AnswersFile, Caller, SentCsv, TakesCsv, templateOf } from '@kraftsamling/service';
import type { CsvFile, Principal, Representation } from '@kraftsamling/service';
import { ProgrammeImportQuery, ProgrammeImportResult } from './import-result.dto.ts';
import { ImportsService } from './imports.service.ts';
import { columns } from './programme-row.dto.ts';

const largestFile = 5 * 1024 * 1024;

@ApiTags('activities')
@Allow('municipality', 'coordinator', 'secretariat')
@Controller('v1/municipalities/:municipality/programme-imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @HttpCode(200)
  @TakesCsv({ limit: largestFile })
  @ApiOperation({
    summary: "Publishes a municipality's programme from CSV: all of it, or nothing and every error by line and column",
    description:
      'UTF-8, UTF-16 with its byte order mark or Windows-1252, with `;`, `,` or tabs. With `skipRefused=true` the lines that are refused are left out and named. Several topics, target groups or languages in a cell have spaces between them. The organisation is an id or a name. `repeats` is `day`, `week` or `two-weeks`, `until` its last day. What is not said: in Swedish, on site, free of charge. An activity with the same title, day and place is there once, whoever has made it: importing the same file again changes nothing, and what differs is said by line. Several lines with one title, day and place are times of one activity. `22:00` to `02:00` ends on the next day.',
  })
  @ApiOkResponse({ type: ProgrammeImportResult })
  async import(
    @Caller() caller: Principal,
    @Param('municipality') municipality: string,
    @Query() query: ProgrammeImportQuery,
    @SentCsv() file: CsvFile,
  ): Promise<ProgrammeImportResult> {
    return this.imports.import(caller, municipality, query, file);
  }

  @Get('template')
  @ApiOperation({ summary: 'A file with the columns and nothing else, as Swedish Excel opens it' })
  @AnswersFile('text/csv')
  template(): Representation<string> {
    return templateOf(columns, 'programme.csv');
  }
}
