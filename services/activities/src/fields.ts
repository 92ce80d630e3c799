import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { FieldOptions } from '@kraftsamling/service/fields';
import { isCalendarDay } from '@kraftsamling/service/fields';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsString,
  Matches,
  ValidateBy,
  ValidateIf,
} from 'class-validator';

/** Kinds of field that only this service's bodies have. The others are in `@kraftsamling/service/fields`. */

const id = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;
const exampleId = '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f';

/** The id of a thing, of this service or another. */
export function Id(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, pattern: id.source, example: exampleId }, options, [IsString(), Matches(id)]);
}

/** Ids of some things, each of them once. */
export function Ids(least: number, most: number, options: FieldOptions = {}): PropertyDecorator {
  return field({ type: [String], minItems: least, maxItems: most, example: [exampleId] }, options, [
    IsArray(),
    ArrayMinSize(least),
    ArrayMaxSize(most),
    ArrayUnique(),
    Matches(id, { each: true }),
  ]);
}

const localTime = /^((?:19|2\d)\d{2}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?:[+-]\d{2}:\d{2})?$/;

/** What clocks in Sweden show, to the minute; with its offset in the hour that they show twice. */
export function LocalTime(options: FieldOptions = {}): PropertyDecorator {
  const isLocalTime = (value: unknown) => {
    const day = typeof value === 'string' ? localTime.exec(value)?.[1] : undefined;
    return day !== undefined && isCalendarDay(day);
  };
  return field({ type: String, pattern: localTime.source, example: '2024-11-15T10:00' }, options, [
    ValidateBy({
      name: 'isLocalTime',
      validator: {
        validate: isLocalTime,
        defaultMessage: (about) => `${about?.property ?? 'it'} must be Swedish local time, as in 2024-11-15T10:00`,
      },
    }),
  ]);
}

function field(api: object, { optional, ...described }: FieldOptions, checks: PropertyDecorator[]): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ ...api, ...described, required: optional !== true }),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    ...checks,
  );
}
