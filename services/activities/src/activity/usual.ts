import { municipality as municipalityOf } from '@kraftsamling/geography';
import type { InputError } from '@kraftsamling/messaging/decision';
import { unusualNumber } from '@kraftsamling/service/unusual-number';
import type { Plan } from './activity.state.ts';
import type { Report } from './report.ts';

/** So many take part in a session, or hardly ever more, where an activity does not say how many it takes. */
const usuallyOnSite = 5_000;
const usuallyOnline = 25_000;
/** More come than an activity takes at once: some instead of others, and very many where people come and go all day. */
const timesItsCapacity = 2;
const timesWhereTheyComeAndGo = 10;
const comeAndGo: readonly string[] = ['drop-in', 'fair', 'helping-customers', 'open-house', 'year-round-help'];
/** So many staff, or volunteers, are trained by one activity at most, or hardly ever more. */
const usuallyTrained = 1_000;

/** A number of a report, by its pointer, and what such a number usually is at most. */
interface Checked {
  readonly pointer: string;
  readonly number: number;
  readonly usual: number;
}

type Circumstances = Pick<Plan, 'capacity' | 'form' | 'mode' | 'municipality' | 'sessions'>;

/**
 * The numbers of a report that may be true, and are more likely a slip of the hand: those that whoever reports is asked about, and all
 * that await confirmation. A correction is asked about those that it changes, and what has been confirmed stays so until it is changed.
 */
export function unusualIn(
  report: Report,
  circumstances: Circumstances,
  before?: { readonly report: Report; readonly unusual?: readonly string[] },
): { readonly asked: InputError[]; readonly awaiting: string[] } {
  const numbersBefore = before ? checked(before.report, circumstances) : [];
  const isAsBefore = ({ pointer, number }: Checked) =>
    numbersBefore.some((each) => each.pointer === pointer && each.number === number);

  const large = checked(report, circumstances).filter(({ number, usual }) => number > usual);
  const changed = large.filter((each) => !isAsBefore(each));
  return {
    asked: changed.map(({ pointer, number, usual }) => unusualNumber(pointer, number, hardlyEver(usual))),
    awaiting: large
      .filter((each) => changed.includes(each) || before?.unusual?.includes(each.pointer))
      .map(({ pointer }) => pointer),
  };
}

/** How many a place says that it takes, where hardly any is that large, or not the room that it is in. */
export function capacityErrors(
  { capacity, mode, municipality }: Pick<Plan, 'capacity' | 'mode' | 'municipality'>,
  room: number | undefined,
): InputError[] {
  if (capacity === undefined) return [];
  if (mode !== 'online' && room !== undefined && capacity > room)
    return [unusualNumber('/capacity', capacity, `The venue takes ${room}.`)];
  const usual = mode === 'online' ? usuallyOnline : Math.min(usuallyOnSite, populationOf(municipality));
  return capacity > usual ? [unusualNumber('/capacity', capacity, hardlyEver(usual))] : [];
}

function checked({ onSite, online, staffTrained, volunteersTrained }: Report, circumstances: Circumstances): Checked[] {
  const { capacity, form, mode, municipality, sessions } = circumstances;
  const times = Math.max(1, sessions.length);
  const inTurn = comeAndGo.includes(form) ? timesWhereTheyComeAndGo : timesItsCapacity;
  const taken = capacity === undefined ? undefined : inTurn * capacity;
  const inTheRoom = Math.min(taken ?? usuallyOnSite, populationOf(municipality));
  // What a hybrid activity takes is what its room takes.
  const onTheWeb = mode === 'online' && taken !== undefined ? taken : usuallyOnline;
  return [
    { pointer: '/onSite', number: onSite.upper, usual: times * inTheRoom },
    { pointer: '/online', number: online.upper, usual: times * onTheWeb },
    { pointer: '/staffTrained', number: staffTrained, usual: usuallyTrained },
    { pointer: '/volunteersTrained', number: volunteersTrained, usual: usuallyTrained },
  ];
}

function hardlyEver(usual: number): string {
  return `It is hardly ever more than ${usual} here.`;
}

function populationOf(municipality: string): number {
  return municipalityOf(municipality).population;
}
