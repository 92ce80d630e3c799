import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AnswersPageOf, offsetOf, page } from '@kraftsamling/service';
import type { Page } from '@kraftsamling/service';
import { Programme } from '../programme/programme.store.ts';
import { KnowledgeQuery, LessonDto, wantedFrom } from './knowledge.dto.ts';
import { lessonOf } from './lesson.ts';
import type { Lesson } from './lesson.ts';

/** What has been learnt, for everybody who is to do it next time. */
@ApiTags('knowledge')
@Allow('anyone')
@Controller('v1/knowledge')
export class KnowledgeController {
  constructor(private readonly programme: Programme) {}

  @Get()
  @ApiOperation({ summary: 'Searches what reports say of method and lessons, the latest first' })
  @AnswersPageOf(LessonDto)
  async search(@Query() query: KnowledgeQuery): Promise<Page<Lesson>> {
    const part = { offset: offsetOf(query), limit: query.limit };
    const { found, total } = await this.programme.page(wantedFrom(query), { ...part, order: 'latest' });
    return page(found.flatMap(lessonOf), total, query);
  }
}
