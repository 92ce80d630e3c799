import type { Language } from '@kraftsamling/service';
import { OneOf } from '@kraftsamling/service/fields';
import { IsEmail, MaxLength } from 'class-validator';

const languages = ['sv', 'en'] as const satisfies readonly Language[];

export class LinkRequestQuery {
  @OneOf(languages, { optional: true })
  lang?: Language;

  @OneOf(['yes'], { optional: true })
  asked?: 'yes';
}

export class LinkRequestForm {
  @IsEmail()
  @MaxLength(254)
  email: string;

  @OneOf(languages)
  lang: Language;
}
