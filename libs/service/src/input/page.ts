import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Problem } from '../problems/problem.ts';

/** Digits become a number; anything else stays what it was, for the validation to refuse. */
export function WholeNumber(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );
}

/** Which part of a list is asked for: `limit` with `page` from 1, or with `offset`. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'How many at most' })
  @IsInt()
  @Min(1)
  @Max(100)
  @WholeNumber()
  limit: number = 20;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, default: 1, description: 'Which page, counted from 1' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  @WholeNumber()
  page?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'How many to pass over; instead of page' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  @WholeNumber()
  offset?: number;
}

/** How many to pass over before the page asked for. */
export function offsetOf({ limit, page, offset }: PageQuery): number {
  if (page !== undefined && offset !== undefined) {
    throw new Problem(422, 'invalid-input', 'The query asks for both a page and an offset.', {
      errors: [{ pointer: '/offset', code: 'page-or-offset', detail: 'offset cannot be combined with page' }],
    });
  }
  return offset ?? ((page ?? 1) - 1) * limit;
}

export class PageInfo {
  @ApiProperty({ type: 'integer', example: 20 })
  readonly limit: number;

  @ApiProperty({ type: 'integer', example: 0 })
  readonly offset: number;

  @ApiProperty({ type: 'integer', example: 1 })
  readonly page: number;

  @ApiProperty({ type: 'integer', example: 42 })
  readonly total: number;

  @ApiProperty({ type: 'integer', example: 3 })
  readonly pages: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly page: Readonly<Record<'limit' | 'offset' | 'page' | 'total' | 'pages', number>>;
}

export function page<Item>(items: readonly Item[], total: number, query: PageQuery): Page<Item> {
  const offset = offsetOf(query);
  return {
    items,
    page: {
      limit: query.limit,
      offset,
      page: Math.floor(offset / query.limit) + 1,
      total,
      pages: Math.ceil(total / query.limit),
    },
  };
}
