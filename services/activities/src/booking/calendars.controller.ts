import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { CalendarDto, CalendarQuery } from './booking.dto.ts';
import { CalendarsService } from './calendars.service.ts';

@ApiTags('resources')
@Controller('v1/resources/:id/calendar')
export class CalendarsController {
  constructor(private readonly calendars: CalendarsService) {}

  @Get()
  @Allow('anyone')
  @ApiOperation({ summary: 'When a resource is taken; by what, for those whose it is and who look after it' })
  @ApiOkResponse({ type: CalendarDto })
  async get(@Caller() caller: Principal, @Param('id') id: string, @Query() query: CalendarQuery): Promise<CalendarDto> {
    return this.calendars.seenBy(caller, id, query);
  }
}
