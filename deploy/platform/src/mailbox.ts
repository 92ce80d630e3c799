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

const SHOWN = 200;

export async function openMailbox(port: number): Promise<Mailbox> {
  const sink = await smtpSink();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/') {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      })
      .end(page(sink.messages));
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

function page(messages: readonly Message[]): string {
  const newest = messages.slice(-SHOWN).reverse();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mailbox (${messages.length})</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
  details { border-top: 1px solid #767676; padding: .5rem 0 }
  pre { white-space: pre-wrap; font: inherit; background: #f2f2f2; padding: 1rem; overflow-wrap: anywhere }
</style>
<h1>Mailbox</h1>
<p>${messages.length} messages were sent by the local services; none left this machine. The newest ${newest.length} are here. Reload for more.</p>
${newest.map(({ to, subject, text }) => `<details><summary>${escaped(subject)} — ${escaped(to.join(', '))}</summary><pre>${escaped(text)}</pre></details>`).join('\n')}
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
