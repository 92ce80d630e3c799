import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { WorkListDto, WorkListQuery } from './work-list.dto.ts';
import { WorkListService } from './work-list.service.ts';
import type { WorkList } from './work-list.service.ts';

@ApiTags('work list')
@Controller('v1/work-list')
@Allow('secretariat', 'coordinator')
export class WorkListController {
  constructor(private readonly workList: WorkListService) {}

  @Get()
  @ApiOperation({ summary: 'What there is to do in the counties that one looks after, what is due first coming first' })
  @ApiOkResponse({ type: WorkListDto })
  async of(@Caller() caller: Principal, @Query() query: WorkListQuery): Promise<WorkList> {
    return this.workList.of(caller, query);
  }
}
