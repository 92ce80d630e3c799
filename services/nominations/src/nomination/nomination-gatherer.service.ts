import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { AlreadyExists, inTransaction, lostRace, nothingHappens } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import { attemptEach, Clock, PeriodicTask } from '@kraftsamling/service';
import type { ClientSession, Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { gatherNomination, nominateCandidacy } from '../candidacy/candidacy.ts';
import type { Candidacy } from '../candidacy/candidacy.state.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import type { Entry } from '../record/entry.ts';
import { Records } from '../record/records.store.ts';
import { withheldBy } from '../record/seal.ts';
import type { ConfirmedNomination } from './nomination.state.ts';
import { Nominations } from './nomination.store.ts';
import { gatherInto } from './nomination.ts';

const everyMs = 1_000;
const mostAtOnce = 50;

type ToGather = Stored<ConfirmedNomination>;

/**
 * Puts what has been confirmed into its candidacy and on record, some at a time: each of them once, whoever else does the same, since
 * candidacy, record and nomination change together. It waits for nobody who nominates: in the last minute there are many at once, and the
 * record is one chain.
 */
@Injectable()
export class NominationGatherer extends PeriodicTask {
  protected override readonly everyMs = everyMs;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly nominations: Nominations,
    private readonly candidacies: Candidacies,
    private readonly records: Records,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** All that has been confirmed so far: before anything is decided about who competes. */
  async gatherAll(awardId: string): Promise<void> {
    while ((await this.gatherSome(awardId)) === mostAtOnce);
  }

  protected override async run(): Promise<void> {
    await attemptEach(await this.nominations.awardsToGather(), async (awardId) => {
      while (!this.stopping.aborted && (await this.gatherSome(awardId)) === mostAtOnce);
    });
  }

  /** How many there were to gather. */
  private gatherSome(awardId: string): Promise<number> {
    const now = this.clock.now();
    return inTransaction(this.connection, async (session) => {
      const nominations = await this.nominations.toGather(awardId, mostAtOnce, session);
      const entries: Entry[] = [];
      for (const together of Map.groupBy(nominations, ({ state }) => state.municipalities.join(' ')).values()) {
        const candidacyId = await this.gatherInCandidacy(awardId, together, now, session);
        for (const nomination of together) {
          const change = gatherInto(nomination.state, candidacyId);
          await this.nominations.update(nomination.id, () => change, { session, loaded: nomination });
          entries.push(confirmedEntry(nomination, candidacyId));
        }
      }
      await this.records.append(awardId, entries, now, session);
      return nominations.length;
    });
  }

  /** Nominations of the same municipalities. */
  private async gatherInCandidacy(
    awardId: string,
    together: readonly ToGather[],
    now: Date,
    session: ClientSession,
  ): Promise<string> {
    const [first, ...others] = together.map(({ id, state }) => ({ ...state, id }));
    if (!first) throw new RangeError('There is nothing to gather.');
    const found = await this.candidacies.ofMunicipalities(awardId, first.municipalities, session);
    const gathered = (candidacy: Candidacy, nominations: typeof others) =>
      nominations.reduce((state, nomination) => {
        const decision = gatherNomination(state, nomination);
        return decision === nothingHappens ? state : decision.state;
      }, candidacy);

    if (found) {
      const state = gathered(found.state, [first, ...others]);
      await this.candidacies.update(found.id, () => ({ state, events: [] }), { session, loaded: found });
      return found.id;
    }
    const { state, events } = nominateCandidacy(awardId, first, now);
    const id = uuid();
    await this.candidacies.create(id, { state: gathered(state, others), events }, { session }).catch(startOver);
    return id;
  }
}

function confirmedEntry({ id, state }: ToGather, candidacy: string): Entry {
  const { municipalities, submittedAt, byMunicipality, nominator, answers, textSalt } = state;
  return {
    kind: 'nomination-confirmed',
    data: {
      nomination: id,
      candidacy,
      municipalities,
      submittedAt: submittedAt.toISOString(),
      byMunicipality,
      nominator: withheldBy(nominator?.salt ?? textSalt, nominator?.person ?? null),
      text: withheldBy(textSalt, answers),
    },
  };
}

/** Somebody else has made the candidacy of these municipalities since: it is found the next time. */
function startOver(error: unknown): never {
  throw error instanceof AlreadyExists ? lostRace() : error;
}
