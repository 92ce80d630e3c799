import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Principal } from '../access/principal.ts';
import { allowedMethods } from '../http/known-routes.ts';
import type { KnownRoutes } from '../http/known-routes.ts';
import type { Reply, Request } from '../http/request.ts';
import { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';
import type { ProblemWriter } from './problem-writer.ts';

/** The one place where something thrown becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly writer: ProblemWriter,
    private readonly routes: KnownRoutes,
    private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const isLetIn = (request.principal as Principal | undefined) !== undefined;
    const problem = request.is404 && isLetIn ? this.unknownRoute(request) : problemOf(error);

    if (problem.status >= 500) this.log(problem, request);
    if (!reply.sent && !reply.raw.headersSent) this.writer.send(problem, request, reply);
  }

  private unknownRoute(request: Request): Problem {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = allowedMethods(this.routes, path);
    if (methods.length === 0)
      return new Problem(404, 'unknown-route', `There is nothing at ${request.method} ${path}.`);
    return new Problem(405, 'method-not-allowed', `${path} answers to ${methods.join(', ')}.`, {
      headers: { allow: methods.join(', ') },
    });
  }

  private log(problem: Problem, request: Request): void {
    const entry = { code: problem.code, method: request.method, route: request.routeOptions.url, err: problem.cause };
    if (problem.code === 'internal-error') this.logger.error(entry, 'A request failed');
    else this.logger.warn(entry, 'A request could not be served');
  }
}
