import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { unknownMunicipalities } from '@kraftsamling/geography';
import { becomes, nothingHappens, refuseAny } from '@kraftsamling/messaging/decision';
import { isDeepStrictEqual } from 'node:util';

/** How a juror may be tied to a municipality or an organisation. */
export const tieKinds = ['employer', 'board', 'contract', 'kin', 'earlier-post', 'residence'] as const;
export type TieKind = (typeof tieKinds)[number];

/** Either of the two, as the juror knows it. */
export interface Tie {
  readonly kind: TieKind;
  readonly municipality?: string;
  readonly organisationId?: string;
}

/** Who a juror is. Personal data: in the record, and wherever it is told who has scored, stands the id alone. */
export interface Profile {
  readonly name: string;
  readonly email: string;
  /** Other addresses of the same person: a nomination from any of them is their own. */
  readonly otherEmails: readonly string[];
  readonly language: 'sv' | 'en';
}

export interface Juror extends Profile {
  readonly awardId: string;
  /** As the juror's tokens say it. */
  readonly subject: string;
  readonly ties: readonly Tie[];
  /** Nothing is opened to a juror who has not said what ties there are. */
  readonly declaredAt?: Date;
  /** Since then nothing is known of ties, so nothing is opened either. */
  readonly tiesForgottenAt?: Date;
}

export function appointJuror(awardId: string, subject: string, profile: Profile): Change<Juror> {
  return becomes({ ...profile, awardId, subject, ties: [] });
}

/** The whole of it each time: a tie that was forgotten is added later, and one that is gone stays for the award. */
export function declareTies(juror: Juror, ties: readonly Tie[], now: Date): Decision<Juror> {
  refuseAny(tieErrors(ties));
  const added = ties.filter((tie) => !juror.ties.some((known) => isDeepStrictEqual(known, tie)));
  if (juror.declaredAt !== undefined && added.length === 0) return nothingHappens;
  return becomes({ ...juror, ties: [...juror.ties, ...added], declaredAt: juror.declaredAt ?? now });
}

/** Whether it is known what ties there are: nothing is opened before, and nothing after. */
export function areTiesKnown({ declaredAt, tiesForgottenAt }: Juror): boolean {
  return declaredAt !== undefined && tiesForgottenAt === undefined;
}

/** With the addresses that a tie would be found by. Who has judged stays. */
export function forgetTies(juror: Juror, now: Date): Decision<Juror> {
  if (juror.tiesForgottenAt !== undefined) return nothingHappens;
  return becomes({ ...juror, ties: [], otherEmails: [], tiesForgottenAt: now });
}

/** A tie that leads nowhere would keep nobody from anything. */
function tieErrors(ties: readonly Tie[]): InputError[] {
  const toNobody = ties.flatMap(({ municipality, organisationId }, at): InputError[] => {
    if (municipality !== undefined || organisationId !== undefined) return [];
    const detail = 'Say which municipality or organisation it is to.';
    return [{ pointer: `/ties/${at}`, code: 'tie-to-nobody', detail }];
  });
  const codes = ties.flatMap(({ municipality: code }, at) =>
    code === undefined ? [] : [{ pointer: `/ties/${at}/municipality`, code }],
  );
  return [...toNobody, ...unknownMunicipalities(codes)];
}
