import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import type { Difference, OwnersCount, Verification } from './verification.ts';

export class VerificationParams {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id: string;
}

class DifferenceView implements Difference {
  @ApiPropertyOptional({ example: 'digitalidag-2024', description: 'Left out for a figure of the network or an award' })
  readonly campaign?: string;

  @ApiPropertyOptional({ example: 'digitaliseringskommun-2021', description: 'For a figure of an award' })
  readonly award?: string;

  @ApiProperty({ type: String, example: 'registrationsByCounty' })
  readonly figure: Difference['figure'];

  @ApiProperty({ example: '20', description: 'The row; empty for a figure of one number' })
  readonly value: string;

  @ApiProperty({ example: 'confirmed' })
  readonly measure: string;

  @ApiProperty({ type: 'integer', example: 3 })
  readonly shown: number;

  @ApiProperty({ type: 'integer', example: 2 })
  readonly expected: number;
}

class OwnersCountView implements OwnersCount {
  @ApiProperty({ example: 'registrations' })
  readonly owner: string;

  @ApiProperty({ example: 'organisation' })
  readonly aggregate: string;

  @ApiProperty({ type: 'integer', example: 375, description: 'How many it had when it last published everything' })
  readonly stated: number;

  @ApiProperty({
    type: 'integer',
    example: 377,
    description: 'How many are known: those that have come since included',
  })
  readonly known: number;

  @ApiProperty({ format: 'date-time' })
  readonly statedAt: string;
}

export class VerificationView {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ type: 'integer', example: 1 })
  readonly generation: number;

  @ApiProperty({
    type: 'integer',
    example: 1_732_000_004_711,
    description: 'The revision of the figures that was verified',
  })
  readonly revision: number;

  @ApiProperty({ format: 'date-time' })
  readonly startedAt: Date;

  @ApiProperty({ format: 'date-time' })
  readonly finishedAt: Date;

  @ApiProperty({ type: 'integer', example: 1834, description: 'How many facts were counted from nothing' })
  readonly facts: number;

  @ApiProperty({ description: 'Whether the count gave every number that is shown' })
  readonly equal: boolean;

  @ApiProperty({ type: [DifferenceView], description: 'The first 500' })
  readonly differences: readonly DifferenceView[];

  @ApiProperty({ description: 'Whether municipalities add up to counties add up to the country' })
  readonly addsUp: boolean;

  @ApiProperty({ type: [DifferenceView], description: 'The first 500 numbers that are not the sum of their parts' })
  readonly failedAdditions: readonly DifferenceView[];

  @ApiProperty({
    description:
      'Whether everything is known of what the owners had when they last published everything (`POST /v1/republications` there)',
  })
  readonly complete: boolean;

  @ApiProperty({ type: [OwnersCountView], description: 'Those that have said so' })
  readonly owners: readonly OwnersCountView[];
}

export class VerificationsView {
  @ApiProperty({ type: [VerificationView] })
  readonly items: readonly VerificationView[];
}

export function verificationView({ _id, ...verification }: Verification): VerificationView {
  return { id: _id, ...verification };
}
