import { Part, Parts, Slug, WholeNumber } from '@kraftsamling/service/fields';
import type { Stated } from '@kraftsamling/service/fields';
import { needFrom, StatedNeedDto } from '../case/case.dto.ts';
import { smallestGroup } from './survey-policy.ts';
import type { Wish } from './survey-policy.ts';

export class WishDto {
  @Slug({ example: 'wanted-services', description: 'The id of a question of the surveys of the campaign' })
  question: string;

  @Slug({ example: 'health-care', description: 'The id of an option of that question' })
  option: string;

  @WholeNumber(smallestGroup, 10_000_000, { example: 25, description: 'How many must have chosen it' })
  atLeast: number;

  @Part(() => StatedNeedDto, { description: 'What is looked for then, in the municipality that the survey asks' })
  need: StatedNeedDto;
}

/** Taken and answered alike. */
export class SurveyPolicyDto {
  @Parts(() => WishDto, 100, { description: 'Each answer once. Without any, surveys open no cases.' })
  wishes: WishDto[];
}

export function wishesFrom({ wishes }: Stated<SurveyPolicyDto>): Wish[] {
  return wishes.map(({ need, ...wish }, at) => ({ ...wish, need: needFrom(need, `/wishes/${at}/need`) }));
}
