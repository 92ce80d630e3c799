import { WholeNumber } from '@kraftsamling/service';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Min } from 'class-validator';
import type { Generation } from './generation.ts';

export class RebuildParams {
  @ApiProperty({ type: 'integer', example: 2 })
  @IsInt()
  @Min(1)
  @WholeNumber()
  generation: number;
}

export class RebuildView {
  @ApiProperty({ type: 'integer', example: 2, description: 'The generation of figures that the rebuild makes' })
  readonly generation: number;

  @ApiProperty({ enum: ['building', 'live', 'retired'], description: 'Live: it is the one that is shown' })
  readonly status: Generation['status'];

  @ApiProperty({ type: 'integer', example: 12_400, description: 'Events projected so far' })
  readonly eventsTaken: number;

  @ApiPropertyOptional({
    type: 'integer',
    example: 600,
    description: 'Events still to be projected, while that can be said',
  })
  readonly pending?: number;

  @ApiProperty({ format: 'date-time' })
  readonly startedAt: Date;

  @ApiPropertyOptional({ format: 'date-time' })
  readonly liveSince?: Date;

  @ApiPropertyOptional({ format: 'date-time' })
  readonly retiredAt?: Date;
}

export class RebuildsView {
  @ApiProperty({ type: [RebuildView] })
  readonly items: readonly RebuildView[];
}

export function rebuildView(generation: Generation, pending: number | undefined): RebuildView {
  const { _id, status, eventsTaken, startedAt, liveSince, retiredAt } = generation;
  return {
    generation: _id,
    status,
    eventsTaken,
    ...(pending === undefined ? {} : { pending }),
    startedAt,
    ...(liveSince === undefined ? {} : { liveSince }),
    ...(retiredAt === undefined ? {} : { retiredAt }),
  };
}
