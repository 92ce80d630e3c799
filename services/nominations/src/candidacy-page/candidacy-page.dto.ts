import type { Language } from '@kraftsamling/service';
import { Id, Line, OneOf, PlaceCode, Text } from '@kraftsamling/service/fields';

const languages = ['sv', 'en'] as const satisfies readonly Language[];
const longestToken = 200;

export class CandidacyPageParams {
  @Id()
  id: string;

  @PlaceCode(4)
  municipality: string;
}

/** The address in the mail: without a token there is nothing behind it. */
export class CandidacyPageQuery {
  @Line(longestToken, { optional: true })
  token?: string;

  @OneOf(languages, { optional: true })
  lang?: Language;
}

export class LinkForm {
  @Line(longestToken)
  token: string;

  @OneOf(languages)
  lang: Language;
}

export class TextForm extends LinkForm {
  @Text(100_000)
  text: string;
}
