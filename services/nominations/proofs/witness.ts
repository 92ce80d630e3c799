import { Transcript } from '@kraftsamling/service/testing/transcript';
import type { NominationsStage } from './stage.ts';

const ofTheMachine = /^#|^(?:nodejs|process)_|route="\/health\//;

/** Asks in the name of everybody who may not know what the jury thinks, and writes down everything that can be seen. */
export class Witness {
  readonly transcript = new Transcript();
  private readonly stage: NominationsStage;
  private readonly award: string;
  private readonly callers: ReadonlyMap<string, string | undefined>;
  private readonly operator: string;
  private readonly routes: readonly { readonly method: string; readonly path: string }[];
  private readonly candidacies: readonly string[];

  private constructor(
    stage: NominationsStage,
    award: string,
    callers: ReadonlyMap<string, string | undefined>,
    operator: string,
    routes: Witness['routes'],
    candidacies: readonly string[],
  ) {
    this.stage = stage;
    this.award = award;
    this.callers = callers;
    this.operator = operator;
    this.routes = routes;
    this.candidacies = candidacies;
  }

  /** `juror` gives the same scores in every world: what others give is hidden from it too. */
  static async of(
    stage: NominationsStage,
    award: string,
    {
      candidacies,
      municipalities,
      juror,
    }: { candidacies: readonly string[]; municipalities: readonly string[]; juror: string },
  ): Promise<Witness> {
    const { key } = stage;
    const callers = new Map<string, string | undefined>([['anonymous', undefined]]);
    for (const municipality of municipalities)
      callers.set(municipality, await key.token('municipality', { municipality }));
    callers.set('juror', juror);
    callers.set('coordinator', await key.token('coordinator', { counties: ['20'] }));
    callers.set('organisation', await key.token('organisation', { organisation: 'library' }));
    const operator = await key.token('operator');

    const { body } = await stage.call('GET', '/openapi.json');
    const { paths } = body as { paths: Record<string, Record<string, { requestBody?: object }>> };
    // What changes something and takes no body is done by those who may, and not by everybody at any time.
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method, { requestBody }]) => method === 'get' || requestBody)
        .map(([method]) => ({ method: method.toUpperCase(), path })),
    );
    const pages = ['/awards/{id}', '/nominate', '/nominate/{id}', '/jury', '/secretariat'];
    const all = [...routes, ...pages.map((path) => ({ method: 'GET', path }))];
    return new Witness(stage, award, callers, operator, all, candidacies);
  }

  /** Every route there is, by everybody; what has been published, mailed and logged; and which metrics there are. */
  async sees(): Promise<void> {
    const { body } = await this.stage.call('GET', `/v1/awards/${this.award}`);
    const commitments = (body.commitments as { commitment: string }[]).map(({ commitment }) => commitment);
    for (const [at, commitment] of commitments.entries()) this.transcript.names(commitment, `commitment ${at + 1}`);

    const requests = this.routes.flatMap(({ method, path }) =>
      this.addressesOf(path).map((address) => ({ method, address })),
    );
    for (const [caller, token] of this.callers) {
      const answers = await Promise.all(
        requests.map(({ method, address }) =>
          this.stage.call(method, address, token, method === 'GET' ? undefined : {}),
        ),
      );
      for (const [at, answer] of answers.entries()) {
        const { method, address } = requests[at] ?? { method: '', address: '' };
        this.transcript.answered(`${caller}: ${method} ${address}`, answer);
      }
    }

    await this.stage.everythingIsPublished('awards', 'candidacies', 'nominations');
    const events = await this.stage.streams.events();
    this.transcript.published(events.filter(({ data }) => [data['id'], data['awardId']].includes(this.award)));
    this.note('mails', this.mails());
    this.note('log', this.log());
    this.note('metrics', await this.metrics());
  }

  private mails(): readonly string[] {
    return this.stage.mailServer.messages.map(({ to, subject, text }) => JSON.stringify({ to, subject, text })).sort();
  }

  /** Which lines there are: how often something was asked for says how fast the machine was. */
  private log(): readonly string[] {
    const lines = this.stage.log.flatMap((line) => {
      if (!line.startsWith('{')) return [];
      const {
        time: _,
        milliseconds: __,
        traceId: ___,
        pid: ____,
        ...said
      } = JSON.parse(line) as Record<string, unknown>;
      return [JSON.stringify(said).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')];
    });
    return [...new Set(lines)].sort();
  }

  /**
   * Names and labels; and of what was published how much: other values say how fast the machine was, or how often it was asked. What the
   * process measures of itself, such as which kinds of garbage it has collected, and who has asked for its health, says that too.
   */
  private async metrics(): Promise<readonly string[]> {
    const { body } = await this.stage.call('GET', '/metrics', this.operator);
    const lines = (body as string).split('\n').filter((line) => line !== '' && !ofTheMachine.test(line));
    return lines
      .map((line) => (line.startsWith('events_published_total') ? line : line.slice(0, line.lastIndexOf(' '))))
      .sort();
  }

  private note(what: string, lines: readonly string[]): void {
    this.transcript.noted(`${what}\n${lines.join('\n')}`);
  }

  private addressesOf(path: string): readonly string[] {
    if (path.startsWith('/metrics')) return [];
    const filled = path
      .replace('{phase}', 'nominations')
      .replace('{code}', '2081')
      .replace('{candidacy}', this.candidacies[0] ?? '');
    const ofRounds = filled.includes('{round}')
      ? ['long-list', 'short-list', 'winner'].map((round) => filled.replace('{round}', round))
      : [filled];
    return ofRounds.flatMap((address) => {
      if (address.startsWith('/v1/candidacies/{id}')) return this.candidacies.map((id) => address.replace('{id}', id));
      const queried = /^\/v1\/(candidacies|nominations|articles)$/.test(address)
        ? `${address}?award=${this.award}`
        : address === '/v1/awards'
          ? '/v1/awards?limit=1'
          : address;
      return [queried.replace('{id}', this.award)];
    });
  }
}
