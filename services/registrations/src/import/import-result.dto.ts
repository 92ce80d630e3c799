import { ApiProperty } from '@nestjs/swagger';
import { ImportResult, RowDifference } from '@kraftsamling/service';

/** A line that says something else than the organisation, or its registration, that was there. */
export class RegistrationDifference extends RowDifference {
  @ApiProperty({ example: '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f' })
  readonly organisationId: string;

  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718', required: false })
  readonly registrationId?: string;
}

export class RegistrationImportResult extends ImportResult {
  @ApiProperty({
    type: [RegistrationDifference],
    description: 'Of what has changed and of what differs: the first thousand',
  })
  readonly differences: readonly RegistrationDifference[];
}
