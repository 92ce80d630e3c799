import { ApiProperty } from '@nestjs/swagger';
import { ImportQuery, ImportResult, RowDifference } from '@kraftsamling/service';
import { Slug } from '@kraftsamling/service/fields';

/** What is asked of an import of a programme. */
export class ProgrammeImportQuery extends ImportQuery {
  @Slug({ optional: true, example: 'emedborgarveckan-2018', description: 'The campaign whose programme it is' })
  campaign?: string;
}

/** A line that says something else than the activity that was there. */
export class ActivityDifference extends RowDifference {
  @ApiProperty({ example: '01924b10-6c3a-7e21-9a40-2b8d51c7f390' })
  readonly activityId: string;
}

export class ProgrammeImportResult extends ImportResult {
  @ApiProperty({
    type: [ActivityDifference],
    description: 'Of what has changed and of what differs: the first thousand',
  })
  readonly differences: readonly ActivityDifference[];
}
