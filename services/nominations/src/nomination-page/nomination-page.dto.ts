import type { Language } from '@kraftsamling/service';
import { Line, OneOf, PlaceCodes, Text } from '@kraftsamling/service/fields';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';

const languages = ['sv', 'en'] as const satisfies readonly Language[];
const longestToken = 200;

export class PageQuery {
  @OneOf(languages, { optional: true })
  lang?: Language;
}

/** The address in the mail: without a token there is nothing behind it. */
export class ConfirmationQuery extends PageQuery {
  @Line(longestToken, { optional: true })
  token?: string;
}

export class ConfirmationForm {
  @Line(longestToken)
  token: string;

  @OneOf(languages)
  lang: Language;
}

/** A form sends one as itself, and several as a list. */
function List(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value));
}

/** As it was typed: what is wrong with it is said beside the fields, so that nothing has to be typed again. */
export class NominationForm {
  @OneOf(languages)
  lang: Language;

  @Text(40, { optional: true })
  municipality?: string;

  @List()
  @PlaceCodes(4, { optional: true })
  others?: string[];

  /** In the order of the questions. */
  @List()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  answers: string[];

  @Text(10_000, { optional: true })
  name?: string;

  @Text(10_000, { optional: true })
  email?: string;

  @Text(10_000, { optional: true })
  organisation?: string;
}
