import type { Language } from '@kraftsamling/service';
import { MailAddress, OneOf } from '@kraftsamling/service/fields';

const languages = ['sv', 'en'] as const satisfies readonly Language[];

export class LinkRequestQuery {
  @OneOf(languages, { optional: true })
  lang?: Language;

  @OneOf(['yes'], { optional: true })
  asked?: 'yes';
}

export class LinkRequestForm {
  @MailAddress()
  email: string;

  @OneOf(languages)
  lang: Language;
}
