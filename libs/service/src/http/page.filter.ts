import { Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { problemOf } from '../problems/problem-of.ts';
import type { Problem } from '../problems/problem.ts';
import { languageOf } from './language.ts';
import type { Language } from './language.ts';
import { formPage } from './page-file.ts';
import type { Reply, Request } from './request.ts';

export interface PageProblem {
  readonly language: Language;
  readonly status: number;
  readonly code: string;
  /** What the address or the form had in it: whatever somebody has put there. */
  readonly sent: Readonly<Record<string, unknown>>;
}

/** Whoever opens a link or sends a form is a person: what goes wrong is said on a page, in their language, with the way back. */
export abstract class PageFilter implements ExceptionFilter {
  private readonly logger = new Logger(this.constructor.name);

  protected abstract problemPage(problem: PageProblem): string;

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const problem = problemOf(error);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    // Half an address is not a link, whatever is wrong with it.
    const status = reads && problem.status === 422 ? 404 : problem.status;
    if (status >= 500) this.log(problem);

    const sent = ((reads ? request.query : request.body) ?? {}) as Readonly<Record<string, unknown>>;
    const { lang } = sent;
    const language = lang === 'sv' || lang === 'en' ? lang : languageOf(request.headers['accept-language']);
    const { headers, body } = formPage(this.problemPage({ language, status, code: problem.code, sent }));
    void reply
      .code(status)
      .headers({ ...headers, vary: 'Accept-Language', ...problem.headers })
      .send(body);
  }

  private log({ code, cause }: Problem): void {
    this.logger.error({ message: 'A page could not be served', code, err: cause });
  }
}
