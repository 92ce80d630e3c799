import { languageOf, problemLanguageOf } from '../http/language.ts';
import type { Language } from '../http/language.ts';
import { formPage } from '../http/page-file.ts';
import type { PublicAddress } from '../http/public-address.ts';
import type { Reply, Request } from '../http/request.ts';
import { traceIdOf } from '../http/trace.ts';
import type { ProblemDocument } from './problem-document.ts';
import { problemPage } from './problem-page.ts';
import type { Problem } from './problem.ts';
import { libraryTitles } from './titles.ts';
import type { Title } from './titles.ts';

/** Writes problem documents (RFC 9457) in the caller's language. Their `type` leads to the description in the service's own documentation. */
export class ProblemWriter {
  readonly titles: Readonly<Record<string, Title>>;

  constructor(
    ownTitles: Readonly<Record<string, Title>>,
    private readonly address: PublicAddress,
  ) {
    this.titles = { ...libraryTitles, ...ownTitles };
  }

  document(problem: Problem, request: Request, language: Language): ProblemDocument {
    return {
      type: `${this.address.url}/docs#${problem.code}`,
      title: (this.titles[problem.code] ?? fallbackTitle(problem.status))[language],
      status: problem.status,
      code: problem.code,
      detail: problem.message,
      instance: request.url.split('?', 1)[0] ?? '',
      traceId: traceIdOf(request.traceparent),
      ...(problem.errors.length > 0 && { errors: problem.errors }),
      ...problem.members,
    };
  }

  send(problem: Problem, request: Request, reply: Reply): void {
    void reply.code(problem.status).headers({ vary: 'accept, accept-language', ...problem.headers });
    if (isOpenedInBrowser(request)) this.sendPage(problem, request, reply);
    else this.sendDocument(problem, request, reply);
  }

  private sendDocument(problem: Problem, request: Request, reply: Reply): void {
    const language = problemLanguageOf(request.headers['accept-language']);
    void reply
      .headers({ 'content-language': language, 'cache-control': 'no-store' })
      .type('application/problem+json')
      .send(JSON.stringify(this.document(problem, request, language)));
  }

  private sendPage(problem: Problem, request: Request, reply: Reply): void {
    const { lang } = (request.query ?? {}) as { readonly lang?: unknown };
    const language = lang === 'sv' || lang === 'en' ? lang : languageOf(request.headers['accept-language']);
    const document = this.document(problem, request, language);
    const { headers, body } = formPage(problemPage(language, document, problem.headers['retry-after']));
    void reply.headers({ ...headers, 'content-language': language, 'cache-control': 'no-store' }).send(body);
  }
}

/** Browsers ask for HTML by name when somebody follows a link or sends a form; scripts and programs do not, or ask for JSON as well. */
function isOpenedInBrowser({ headers: { accept = '' } }: Request): boolean {
  return /(?:^|,)\s*text\/html\s*(?:,|;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|$)/i.test(accept) && !/json/i.test(accept);
}

function fallbackTitle(status: number): Title {
  const known = {
    403: 'not-allowed',
    404: 'not-found',
    409: 'conflict',
    412: 'version-mismatch',
    422: 'invalid-input',
  }[status];
  return libraryTitles[known ?? (status >= 500 ? 'internal-error' : 'bad-request')] as Title;
}
