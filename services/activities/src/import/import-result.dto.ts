import { ApiProperty } from '@nestjs/swagger';
import { ImportQuery, ImportResult } from '@kraftsamling/service';
import { OneOf, Slug } from '@kraftsamling/service/fields';

export const importModes = ['create', 'update'] as const;
export type ImportMode = (typeof importModes)[number];

/** What is asked of an import of a programme. */
export class ProgrammeImportQuery extends ImportQuery {
  @Slug({ optional: true, example: 'emedborgarveckan-2018', description: 'The campaign whose programme it is' })
  campaign?: string;

  @OneOf(importModes, {
    optional: true,
    example: 'create',
    description:
      'What is done about activities that are there already and differ from the file. `create` (left out: this) says so by line, `update` changes them, too',
  })
  mode?: ImportMode;
}

export class DifferenceDto {
  @ApiProperty({ type: String, example: 'start', description: 'The column; `campaign` for that of the whole file' })
  column: string;

  @ApiProperty({ example: '2024-11-15 10:00–12:00', description: 'As it was there' })
  there: string;

  @ApiProperty({ example: '2024-11-15 13:00–15:00', description: 'As the file says' })
  file: string;
}

/** A line that says something else than the activity that was there. */
export class RowDifference {
  @ApiProperty({ example: 7 })
  line: number;

  @ApiProperty({ example: '01924b10-6c3a-7e21-9a40-2b8d51c7f390' })
  activityId: string;

  @ApiProperty({
    enum: ['differs', 'changed'],
    description: 'Whether the activity stays, or has become as the line says',
  })
  outcome: 'differs' | 'changed';

  @ApiProperty({ type: [DifferenceDto] })
  differences: readonly DifferenceDto[];

  @ApiProperty({ required: false, example: 'sessions-booked', description: 'Why it could not be changed' })
  code?: string;

  @ApiProperty({ required: false })
  detail?: string;
}

/** What became of a line. */
export type Outcome = { readonly outcome: 'created' | 'unchanged' } | Omit<RowDifference, 'line'>;

export class ProgrammeImportResult extends ImportResult {
  @ApiProperty({ example: 0, description: 'Rows by which what was there already has been changed, with mode=update' })
  readonly changed: number;

  @ApiProperty({
    example: 0,
    description: 'Rows that say something else than what is there already; it stays as it is',
  })
  readonly differing: number;

  @ApiProperty({ type: [RowDifference], description: 'Of what has changed and of what differs: the first thousand' })
  readonly differences: readonly RowDifference[];
}
