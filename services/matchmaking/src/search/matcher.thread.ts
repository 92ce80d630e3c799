import { parentPort } from 'node:worker_threads';
import { consentsThatWouldHelp } from '../matching/consent.ts';
import type { ConsentThatWouldHelp } from '../matching/consent.ts';
import type { MatchingRequest, NetworkOrganisation } from '../matching/need.ts';
import { networkOf } from '../matching/network.ts';
import type { Network } from '../matching/network.ts';
import { propose } from '../matching/proposal.ts';
import type { Proposal } from '../matching/proposal.ts';
import { waysFor } from '../matching/ways.ts';
import type { MostWays, Ways } from '../matching/ways.ts';
import { whyNot } from '../matching/why-not.ts';
import type { WhyNot } from '../matching/why-not.ts';

/** The thread in which the network is searched: a need may take it long, and nobody else is to wait for that. */

export interface Answers {
  readonly propose: Proposal;
  readonly whyNot: WhyNot;
  readonly consents: readonly ConsentThatWouldHelp[];
  readonly ways: Ways;
}

export type Question =
  | { readonly ask: 'propose' | 'consents'; readonly request: MatchingRequest }
  | { readonly ask: 'whyNot'; readonly request: MatchingRequest; readonly organisationId: string }
  | { readonly ask: 'ways'; readonly request: MatchingRequest; readonly most: MostWays };

export type Message =
  | { readonly changed: readonly NetworkOrganisation[]; readonly gone: readonly string[] }
  | { readonly id: number; readonly question: Question };

export type Reply = { readonly id: number } & (
  { readonly answer: Answers[keyof Answers] } | { readonly failure: unknown }
);

const organisations = new Map<string, NetworkOrganisation>();
/** Made ready when it is asked for, and not for every organisation that changes. */
let network: Network | undefined;

parentPort?.on('message', (message: Message) => {
  if ('changed' in message) {
    for (const organisation of message.changed) organisations.set(organisation.id, organisation);
    for (const id of message.gone) organisations.delete(id);
    network = undefined;
    return;
  }
  network ??= networkOf(organisations.values());
  parentPort?.postMessage({ id: message.id, ...attempt(message.question, network) } satisfies Reply);
});

/** What one question fails on is no reason to forget the network. */
function attempt(question: Question, network: Network) {
  try {
    return { answer: answerTo(question, network) };
  } catch (failure) {
    return { failure };
  }
}

function answerTo(question: Question, network: Network): Answers[keyof Answers] {
  switch (question.ask) {
    case 'propose':
      return propose(question.request, network);
    case 'consents':
      return consentsThatWouldHelp(question.request, network);
    case 'ways':
      return waysFor(question.request, network, question.most);
    case 'whyNot':
      return whyNot(question.request, network, question.organisationId);
  }
}
