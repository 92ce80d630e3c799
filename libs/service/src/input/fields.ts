import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsEmail,
  IsIn,
  IsInt,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isCalendarDay } from '../calendar-day.ts';
import { dayIsWritten, daysWithoutMidnight, localTimeToTheMinute } from './written-time.ts';

/**
 * The kinds of field that bodies are made of: what is checked and what the OpenAPI document says of it,
 * said once. A field is required unless it is marked `optional`; null never stands for leaving it out.
 */
export interface FieldOptions {
  readonly optional?: true;
  readonly example?: unknown;
  readonly description?: string;
}

const id = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;
const exampleId = '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f';
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const localTime = /^((?:19|2\d)\d{2}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?:[+-]\d{2}:\d{2})?$/;
const instant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** The id of an aggregate, of this service or another. */
export function Id(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, pattern: id.source, example: exampleId }, options, [IsString(), Matches(id)]);
}

/** Ids of some aggregates, each of them once. */
export function Ids(least: number, most: number, options: FieldOptions = {}): PropertyDecorator {
  return field({ type: [String], minItems: least, maxItems: most, example: [exampleId] }, options, [
    IsArray(),
    ArrayMinSize(least),
    ArrayMaxSize(most),
    Distinct(),
    Matches(id, { each: true }),
  ]);
}

/** A word that programs know: lower-case letters, digits and hyphens. */
export function Slug(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, pattern: slug.source, maxLength: 64, example: 'public-library' }, options, [
    IsString(),
    MaxLength(64),
    Matches(slug),
  ]);
}

export function Slugs(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: [String], example: ['public-library'] }, options, [
    ...list(100),
    MaxLength(64, { each: true }),
    Matches(slug, { each: true }),
  ]);
}

/** One line of text for people: no line breaks or other control characters, which could break out of a mail header. */
export function Line(maxLength: number, options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, minLength: 1, maxLength }, options, [
    IsString(),
    MinLength(1),
    MaxLength(maxLength),
    Matches(/^\P{Cc}*$/u),
  ]);
}

/** Text for people, in as many lines as they like. */
export function Text(maxLength: number, options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, maxLength }, options, [IsString(), MaxLength(maxLength)]);
}

export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: Boolean, example: true }, options, [IsBoolean()]);
}

export function WholeNumber(from: number, to: number, options: FieldOptions = {}): PropertyDecorator {
  return field({ type: 'integer', minimum: from, maximum: to, example: 1 }, options, [IsInt(), Min(from), Max(to)]);
}

export function OneOf(choices: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, enum: [...choices], example: choices[0] }, options, [IsIn(choices)]);
}

/** A calendar day in Sweden. */
export function Day(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, format: 'date', example: '2024-11-15' }, options, [
    Written(daysWithoutMidnight),
    isDay(),
  ]);
}

export function Days(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: [String], example: ['2024-11-15'] }, options, [
    Written(daysWithoutMidnight),
    ...list(400),
    isDay({ each: true }),
  ]);
}

/** What clocks in Sweden show, to the minute; with its offset in the hour that they show twice. */
export function LocalTime(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, pattern: localTime.source, example: '2024-11-15T10:00' }, options, [
    Written(localTimeToTheMinute),
    isLocalTime(),
  ]);
}

/** RFC 3339 with any offset; becomes a Date. */
export function Instant(options: FieldOptions = {}): PropertyDecorator {
  const read = ({ value }: { value: unknown }): unknown => {
    const day = typeof value === 'string' ? instant.exec(value)?.[1] : undefined;
    if (day === undefined || !isCalendarDay(day)) return value;
    const date = new Date(value as string);
    return hasPlausibleYear(date) ? date : value;
  };
  return field({ type: String, format: 'date-time', example: '2024-04-18T00:00:00+02:00' }, options, [
    Transform(read),
    IsDate({ message: '$property must be an instant as RFC 3339 writes it, with its offset' }),
  ]);
}

/** Four digits for a municipality, two for a county. Whether there is one with this code is a rule's question. */
export function PlaceCode(digits: 2 | 4, options: FieldOptions = {}): PropertyDecorator {
  const example = digits === 4 ? '2081' : '20';
  return field({ type: String, example }, options, [IsString(), MinLength(1), MaxLength(40)]);
}

export function PlaceCodes(digits: 2 | 4, options: FieldOptions = {}): PropertyDecorator {
  const example = digits === 4 ? ['2081'] : ['20'];
  return field({ type: [String], example }, options, [
    ...list(300),
    IsString({ each: true }),
    MaxLength(40, { each: true }),
  ]);
}

/** A language as BCP 47 writes it: `sv`, `en`, `se`, `rmf`. */
export function Language(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, example: 'sv' }, options, [IsString(), MaxLength(35), Matches(languageTag)]);
}

export function Languages(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: [String], example: ['sv'] }, options, [
    ...list(50),
    MaxLength(35, { each: true }),
    Matches(languageTag, { each: true }),
  ]);
}

/** A language, where it matters its script and its country: a tag with room for more is room for a message or a number. */
const languageTag = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;

export function WebAddress(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, format: 'uri', example: 'https://example.org/kit.pdf' }, options, [
    // A login in an address would be published.
    IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true }),
    Matches(/^https?:\/\/\S+$/),
    MaxLength(1000),
  ]);
}

export function MailAddress(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: String, format: 'email', example: 'eva@bibliotek.example' }, options, [
    IsEmail(),
    MaxLength(254),
  ]);
}

/** The OpenAPI document knows a class that is named later by a function with the name `type`. */
export function Part(type: () => new () => object, options: FieldOptions = {}): PropertyDecorator {
  return field({ type: () => type() }, options, [isOneObject(), ValidateNested(), Type(type)]);
}

export function Parts(type: () => new () => object, most: number, options: FieldOptions = {}): PropertyDecorator {
  return field({ type: () => type(), isArray: true }, options, [
    IsArray(),
    ArrayMaxSize(most),
    isOneObject({ each: true }),
    ValidateNested({ each: true }),
    Type(type),
  ]);
}

/** What a body states: its fields without those that were left out, as plain objects. */
export function stated<T extends object>(body: T): Stated<T> {
  return plain(body) as Stated<T>;
}

/** The shape of a body as the rules know it. Where fields are optional they may be missing, but are never undefined. */
export type Stated<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Stated<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Stated<T[Name]> }
      : T;

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(present.map(([name, item]) => [name, plain(item)]));
}

function field(api: ApiPropertyOptions, options: FieldOptions, checks: PropertyDecorator[]): PropertyDecorator {
  const { optional, ...described } = options;
  return applyDecorators(
    ApiProperty({ ...api, ...described, required: optional !== true } as ApiPropertyOptions),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    ...checks,
  );
}

function list(most: number): PropertyDecorator[] {
  return [IsArray(), ArrayMaxSize(most), Distinct()];
}

/** Each text is read as it is written, in a list too; what is no text stays what it is. */
function Written(read: (text: string) => string): PropertyDecorator {
  const readOne = (value: unknown): unknown => (typeof value === 'string' ? read(value) : value);
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(readOne) : readOne(value)));
}

function isDay(options?: { each: true }): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isDay',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isCalendarDay(value),
        defaultMessage: (about) => `${about?.property ?? 'it'} must be a calendar day, ${dayIsWritten}`,
      },
    },
    options,
  );
}

function isLocalTime(): PropertyDecorator {
  const validate = (value: unknown) => {
    const day = typeof value === 'string' ? localTime.exec(value)?.[1] : undefined;
    return day !== undefined && isCalendarDay(day);
  };
  return ValidateBy({
    name: 'isLocalTime',
    validator: {
      validate,
      defaultMessage: (about) => `${about?.property ?? 'it'} must be Swedish local time, as in 2024-11-15T10:00`,
    },
  });
}

/** Each item once: as `ArrayUnique` says it, which holds each against each. */
export function Distinct(): PropertyDecorator {
  return ValidateBy({
    name: 'arrayUnique',
    validator: {
      validate: (value: unknown) => Array.isArray(value) && new Set(value).size === value.length,
      defaultMessage: (about) => `All ${about?.property ?? 'it'}'s elements must be unique`,
    },
  });
}

/** ValidateNested takes a list where an object is asked for, and looks at each of its items. */
function isOneObject(options?: { each: true }): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isObject',
      validator: {
        validate: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: (about) => `${about?.property ?? 'it'} must be an object`,
      },
    },
    options,
  );
}

/** Dates of other millennia are slips of the pen, and are not written with four digits in every time zone. */
function hasPlausibleYear(instant: Date): boolean {
  return instant.getUTCFullYear() >= 1900 && instant.getUTCFullYear() < 3000;
}
