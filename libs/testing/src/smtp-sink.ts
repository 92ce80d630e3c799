import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

export interface Message {
  /** Sender and receivers of the envelope: where the message really went, whatever its headers say. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly attachments: readonly Attachment[];
  /** Names in small letters; the last one wins where a header is repeated. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A part of a message beside its text: a calendar is one of these. */
export interface Attachment {
  readonly mimeType: string;
  readonly method: string | undefined;
  readonly text: string;
}

export interface SmtpSink {
  readonly port: number;
  readonly url: string;
  /** Everything that was accepted, in order. */
  readonly messages: readonly Message[];
  /** Receivers are refused from now on: `temporarily` (451, worth trying again) or `for-good` (550). */
  refuse(how?: 'temporarily' | 'for-good'): void;
  accept(): void;
  close(): Promise<void>;
}

/** A real SMTP server that delivers nothing and keeps everything. */
export async function smtpSink({ port: wantedPort = 0 } = {}): Promise<SmtpSink> {
  const messages: Message[] = [];
  let refusal: { readonly code: number; readonly answer: string } | undefined;

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (_, __, done) => {
      done(refusal && Object.assign(new Error(refusal.answer), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      read(stream, session).then((message) => {
        messages.push(message);
        done();
      }, done);
    },
  });
  // A client that hangs up in the middle is a case for the client's test, not the end of the sink.
  server.on('error', () => undefined);

  const listener = server.listen(wantedPort, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;

  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    messages,
    refuse: (how = 'temporarily') => {
      refusal =
        how === 'temporarily'
          ? { code: 451, answer: 'Not now, try again later' }
          : { code: 550, answer: 'No such mailbox' };
    },
    accept: () => {
      refusal = undefined;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function read(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<Message> {
  const parsed = await PostalMime.parse(await buffer(stream), { attachmentEncoding: 'utf8' });
  const { subject = '', text = '', html, attachments, headers } = parsed;
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    subject,
    text,
    html,
    attachments: attachments.map(({ mimeType, method, content }) => ({
      mimeType,
      method,
      text: typeof content === 'string' ? content : '',
    })),
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
  };
}
