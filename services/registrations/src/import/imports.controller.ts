import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, TakesCsv } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { ImportsService } from './imports.service.ts';
import type { ImportResult } from './imports.service.ts';
import { columns } from './registration-row.dto.ts';

const largestFile = 5 * 1024 * 1024;
const byteOrderMark = '\uFEFF';

class ImportResultDto {
  @ApiProperty({ enum: ['utf-8', 'windows-1252'], description: 'How the file was read' })
  encoding: string;

  @ApiProperty({ example: 12 })
  rows: number;

  @ApiProperty({ example: 10 })
  created: number;

  @ApiProperty({ example: 2, description: 'Registrations that were there already; they stay as they are' })
  unchanged: number;
}

@ApiTags('registrations')
@Allow('secretariat')
@Controller('v1/campaigns/:campaignId/registration-imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @HttpCode(200)
  @TakesCsv({ limit: largestFile })
  @ApiOperation({
    summary: 'Imports registrations from CSV: all of them, or none and every fault by line and column',
    description:
      'UTF-8 or Windows-1252, with `;` or `,`. Several days, offers or needs in a cell have spaces between them; an amount follows a colon, as in `coaches:5`. The municipality is a code or a name. Importing the same file again changes nothing.',
  })
  @ApiOkResponse({ type: ImportResultDto })
  async import(
    @Caller() caller: Principal,
    @Param('campaignId') campaignId: string,
    @Body() csv: Buffer,
  ): Promise<ImportResult> {
    return this.imports.import(caller, campaignId, csv);
  }

  @Get('template')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="registrations.csv"')
  @ApiOperation({ summary: 'A file with the columns and nothing else, as Swedish Excel opens it' })
  @ApiProduces('text/csv')
  template(): string {
    return `${byteOrderMark}${Object.keys(columns).join(';')}\r\n`;
  }
}
