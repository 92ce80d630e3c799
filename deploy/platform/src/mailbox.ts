import { once } from 'node:events';
import { createServer } from 'node:http';
import { smtpSink } from '@kraftsamling/testing';
import type { Message } from '@kraftsamling/testing';

/** An SMTP server that delivers nothing, and a page on which everything sent to it can be read. */
export interface Mailbox {
  readonly url: string;
  readonly smtpUrl: string;
  readonly messages: readonly Message[];
  stop(): Promise<void>;
}

type Mail = Pick<Message, 'to' | 'subject' | 'text'>;

const ON_A_PAGE = 50;

export async function openMailbox(port: number): Promise<Mailbox> {
  const sink = await smtpSink();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/') {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      })
      .end(mailboxPage(sink.messages, searchParams));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://localhost:${port}`,
    smtpUrl: sink.url,
    messages: sink.messages,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await sink.close();
    },
  };
}

/** The newest first; those that hold the words that were searched for, wherever in them. */
export function mailboxPage(messages: readonly Mail[], asked: URLSearchParams): string {
  const search = asked.get('q') ?? '';
  const wanted = Number(asked.get('page') ?? 1);
  const words = search.toLowerCase().split(/\s+/);
  const found = messages.filter((message) => holds(message, words)).reverse();
  const pages = Math.max(1, Math.ceil(found.length / ON_A_PAGE));
  const at = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), pages) : 1;
  const shown = found.slice((at - 1) * ON_A_PAGE, at * ON_A_PAGE);
  const link = (to: number, text: string) =>
    `<a href="/?${escaped(new URLSearchParams({ ...(search !== '' && { q: search }), page: String(to) }).toString())}">${text}</a>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mailbox (${count(messages.length)})</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
  details { border-top: 1px solid #767676; padding: .5rem 0; overflow-wrap: anywhere }
  summary { cursor: pointer }
  pre { white-space: pre-wrap; font: inherit; background: #f2f2f2; padding: 1rem; overflow-wrap: anywhere }
  form, nav { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 1rem 0 }
  label { flex: 1 1 16rem }
  input { display: block; box-sizing: border-box; width: 100% }
  input, button { font: inherit; padding: .25rem .5rem }
</style>
<h1>Mailbox</h1>
<p>${count(messages.length)} messages were sent by the local services; none left this machine. The newest come first; reload for more.</p>
<form role="search">
  <label>An address, a subject or words <input type="search" name="q" value="${escaped(search)}"></label>
  <button>Search</button>
</form>
${search === '' ? '' : `<p role="status">${count(found.length)} of them hold “${escaped(search)}”.</p>`}
${shown.map(message).join('\n')}
<nav aria-label="Pages">
  ${at > 1 ? link(at - 1, 'Newer') : ''}
  <span>Page ${at} of ${pages}</span>
  ${at < pages ? link(at + 1, 'Older') : ''}
</nav>
</html>`;
}

function holds({ to, subject, text }: Mail, words: readonly string[]): boolean {
  const all = [...to, subject, text].join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}

function message({ to, subject, text }: Mail): string {
  return `<details><summary>${escaped(subject)} — ${escaped(to.join(', '))}</summary><pre>${linked(text)}</pre></details>`;
}

/** Addresses can be followed, as in every mail program. What ends a sentence is no part of one. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/\S*[^\s.,;:!?)>"”])/)
    .map((part, index) => (index % 2 === 0 ? escaped(part) : `<a href="${escaped(part)}">${escaped(part)}</a>`))
    .join('');
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
