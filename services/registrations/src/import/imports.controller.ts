import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AnswersFile, Caller, ImportQuery, SentCsv, TakesCsv, templateOf } from '@kraftsamling/service';
import type { CsvFile, Principal, Representation } from '@kraftsamling/service';
import { RegistrationImportResult } from './import-result.dto.ts';
import { ImportsService } from './imports.service.ts';
import { columns } from './registration-row.dto.ts';

const largestFile = 5 * 1024 * 1024;

@ApiTags('registrations')
@Allow('secretariat')
@Controller('v1/campaigns/:campaignId/registration-imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @HttpCode(200)
  @TakesCsv({ limit: largestFile })
  @ApiOperation({
    summary:
      'Imports registrations from CSV: all of them, or none and every error by line and column; with skipRefused=true those that have none',
    description:
      'UTF-8, UTF-16 with its byte order mark or Windows-1252, with `;`, `,` or tabs. Several days, offers or needs in a cell have spaces between them; an amount follows a colon, as in `coaches:5`. The municipality is a code or a name. Importing the same file again changes nothing, and what differs from the organisation or the registration that is there is said by line.',
  })
  @ApiOkResponse({ type: RegistrationImportResult })
  async import(
    @Caller() caller: Principal,
    @Param('campaignId') campaignId: string,
    @Query() query: ImportQuery,
    @SentCsv() file: CsvFile,
  ): Promise<RegistrationImportResult> {
    return this.imports.import(caller, campaignId, query, file);
  }

  @Get('template')
  @ApiOperation({ summary: 'A file with the columns and nothing else, as Swedish Excel opens it' })
  @AnswersFile('text/csv')
  template(): Representation<string> {
    return templateOf(columns, 'registrations.csv');
  }
}
