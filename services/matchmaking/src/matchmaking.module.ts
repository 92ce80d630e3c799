import { Module } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import { Notes } from './note/note.store.ts';
import { NotesController } from './note/notes.controller.ts';
import { NotesService } from './note/notes.service.ts';

/** The table of contents: what it answers, what it subscribes to, what it is made of. */
@Module({
  controllers: [NotesController],
  providers: [Notes, NotesService, Audit, Clock],
})
export class MatchmakingModule {}
