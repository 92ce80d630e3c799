import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Stored } from '@kraftsamling/messaging';
import {
  Allow,
  AnswersCreated,
  AnswersPageOf,
  AnswersVersioned,
  Caller,
  created,
  Idempotent,
  PageQuery,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { NewNoteDto, NoteDto } from './note.dto.ts';
import type { Note } from './note.ts';
import { NotesService } from './notes.service.ts';

@ApiTags('notes')
@Controller('v1/notes')
@Allow('secretariat')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Writes a note' })
  @AnswersCreated(NoteDto)
  async write(@Caller() caller: Principal, @Body() { text }: NewNoteDto): Promise<Representation<NoteDto>> {
    const note = await this.notes.write(caller, text);
    return created(`/v1/notes/${note.id}`, note.version, shown(note));
  }

  @Get()
  @ApiOperation({ summary: 'Lists notes, oldest first' })
  @AnswersPageOf(NoteDto)
  async list(@Query() query: PageQuery): Promise<Page<NoteDto>> {
    const { items, page } = await this.notes.list(query);
    return { items: items.map(shown), page };
  }

  @Post(':id/completion')
  @HttpCode(200)
  @ApiOperation({ summary: 'What it says has been done' })
  @AnswersVersioned(NoteDto)
  async complete(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<NoteDto>> {
    const note = await this.notes.complete(caller, id);
    return versioned(note.version, shown(note));
  }
}

function shown({ id, state: { text, status } }: Stored<Note>): NoteDto {
  return { id, text, status };
}
