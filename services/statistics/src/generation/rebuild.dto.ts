import { WholeNumber } from '@kraftsamling/service';
import { Line, Part } from '@kraftsamling/service/fields';
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

class MayKnowLessDto {
  @Line(200, { example: 'A forged event is quarantined', description: 'Why, for whoever reads the list later' })
  reason: string;
}

export class RebuildDto {
  @Part(() => MayKnowLessDto, {
    optional: true,
    description:
      'The new figures may take the place of the live ones though they know of fewer changes: the live ones know of something that was never true.',
  })
  mayKnowLess?: MayKnowLessDto;
}

class MayKnowLessView {
  @ApiProperty({ example: 'A forged event is quarantined' })
  readonly reason: string;

  @ApiProperty({ example: 'operator-7', description: 'The subject of the token' })
  readonly by: string;
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

  @ApiPropertyOptional({ type: MayKnowLessView, description: 'Where it may know of fewer changes than the live one' })
  readonly mayKnowLess?: MayKnowLessView;

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
  const { _id, status, eventsTaken, startedAt, mayKnowLess, liveSince, retiredAt } = generation;
  return {
    generation: _id,
    status,
    eventsTaken,
    ...(pending === undefined ? {} : { pending }),
    startedAt,
    ...(mayKnowLess && { mayKnowLess }),
    ...(liveSince === undefined ? {} : { liveSince }),
    ...(retiredAt === undefined ? {} : { retiredAt }),
  };
}
