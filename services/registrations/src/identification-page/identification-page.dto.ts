import type { Language } from '@kraftsamling/service';
import { Id, Line, OneOf } from '@kraftsamling/service/fields';

const languages = ['sv', 'en'] as const satisfies readonly Language[];
const longestToken = 200;

export class IdentificationParams {
  @Id()
  registrationId: string;

  @Id()
  organisationId: string;
}

/** The address in the mail: without a token there is nothing behind it. */
export class IdentificationQuery {
  @Line(longestToken, { optional: true })
  token?: string;

  @OneOf(languages, { optional: true })
  lang?: Language;
}

export class IdentificationForm {
  @Line(longestToken)
  token: string;

  @OneOf(languages)
  lang: Language;
}
