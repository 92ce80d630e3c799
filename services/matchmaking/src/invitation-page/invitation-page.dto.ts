import { Line, OneOf, Slugs, Text } from '@kraftsamling/service/fields';
import type { Language } from '@kraftsamling/service';
import { Transform } from 'class-transformer';
import { outcomes } from '../case/case.state.ts';
import type { Outcome } from '../case/case.state.ts';

const longestToken = 2_048;

export const declineReasons = ['no-time', 'no-staff', 'too-far', 'not-our-field', 'other-plans', 'other'] as const;

export type DeclineReason = (typeof declineReasons)[number];

const languages = ['sv', 'en'] as const satisfies readonly Language[];

/** The address of the page: without a token there is nothing behind it. */
export class PageQuery {
  @Line(longestToken, { optional: true })
  token?: string;

  @OneOf(languages, { optional: true })
  lang?: Language;
}

/** What every form of the page sends. */
export class LinkForm {
  @Line(longestToken)
  token: string;

  @OneOf(languages)
  lang: Language;
}

export class DeclineForm extends LinkForm {
  @OneOf(declineReasons)
  reason: DeclineReason;
}

export class DepartureForm extends LinkForm {
  @OneOf(['yes'])
  sure: 'yes';
}

export class MeetingForm extends LinkForm {
  /** A form sends one that is ticked as itself, several as a list, and none as nothing. */
  @Slugs({ optional: true })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  times?: string[];
}

export class FollowUpForm extends LinkForm {
  @OneOf(outcomes)
  outcome: Outcome;

  @OneOf(['yes', 'no'])
  wouldDoItAgain: 'yes' | 'no';

  @Text(4_000, { optional: true })
  lessons?: string;
}
