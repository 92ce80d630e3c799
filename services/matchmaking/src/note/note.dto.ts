import { ApiProperty } from '@nestjs/swagger';
import { Line } from '@kraftsamling/service/fields';
import type { Note } from './note.ts';

export class NewNoteDto {
  @Line(200, { example: 'Call the library' })
  text: string;
}

export class NoteDto extends NewNoteDto {
  @ApiProperty({ example: '01924b12-0b7e-7c55-b1d2-c0a4e6f81923' })
  id: string;

  @ApiProperty({ enum: ['open', 'done'] })
  status: Note['status'];
}
