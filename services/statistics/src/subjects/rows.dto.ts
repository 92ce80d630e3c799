import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import type { Total } from '../counting/row-tables.ts';

/** Rows by their value: a day, a category, the code of a county or municipality. */
export function TableOf(row: Type, description: string): PropertyDecorator {
  return ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(row) }, description });
}

export function Count(example: number, description?: string): PropertyDecorator {
  return ApiProperty({ type: 'integer', example, ...(description === undefined ? {} : { description }) });
}

/** What the rows of figures split by place have besides their numbers. */
export function PlaceName(): PropertyDecorator {
  return ApiPropertyOptional({
    example: 'Borlänge',
    description: 'In tables of counties and municipalities, when the code is known',
  });
}

export class BilingualView {
  @ApiProperty({ example: 'Digitalidag 2024' })
  readonly sv: string;

  @ApiProperty({ example: 'Digitalidag 2024' })
  readonly en: string;
}

export class TotalView implements Total {
  @Count(412)
  readonly total: number;

  @PlaceName()
  readonly name?: string;
}
