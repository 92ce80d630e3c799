/* global atob, fetch, sessionStorage, TextDecoder */
import { language, text } from './language.js';

// The token goes into a header and nowhere else, and is forgotten with the tab.
const kept = 'kraftsamling.token';

export const token = {
  get: () => sessionStorage.getItem(kept),
  keep: (value) => sessionStorage.setItem(kept, value),
  forget: () => sessionStorage.removeItem(kept),
};

/** What a token says of whoever holds it. Only the service finds out whether it is true. */
export function claims() {
  try {
    const [, payload] = token.get().split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
      each.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}

/** Whether something can be sent as a token at all. */
export const looksLikeToken = (value) => /^[\w.~+/=-]+$/.test(value);

/** What the service has refused, in words for whoever asked. */
export class Refused extends Error {
  constructor(status, code, message, errors = []) {
    super(message);
    this.errors = errors;
    this.status = status;
    this.code = code;
  }

  /** The token is of no use: another one is needed. */
  get isAboutToken() {
    return this.status === 401 || this.code === 'not-allowed' || this.code === 'link-not-accepted';
  }

  /** What was read has changed meanwhile, or what was asked for no longer goes together with it. */
  get isConflict() {
    return this.status === 409 || this.status === 412;
  }
}

/** Asks the service. With a version (the ETag as it came), only if that is still the newest. */
export async function ask(method, path, { body, version } = {}) {
  const answer = await send(path, {
    method,
    headers: {
      authorization: `Bearer ${token.get()}`,
      'accept-language': language(),
      ...(body && { 'content-type': 'application/json' }),
      ...(version && { 'if-match': version }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw await refusalOf(answer);
  return { body: await answer.json(), version: answer.headers.get('etag') };
}

// Without a network there is no answer at all: that has failed too.
function send(address, request) {
  return fetch(address, request).catch(() => ({ ok: false, status: 503 }));
}

async function refusalOf(answer) {
  const { status } = answer;
  const problem = await Promise.resolve(answer.json?.()).catch(() => undefined);
  const code = problem?.code ?? 'unavailable';
  return new Refused(status, code, messageOf(status, code, problem), problem?.errors);
}

function messageOf(status, code, problem) {
  const known = text().refused[code];
  if (known) return known;
  if (status === 429 || status >= 500 || !problem) return text().failed;
  return language() === 'en' ? (problem.detail ?? problem.title) : problem.title;
}
