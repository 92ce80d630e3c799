import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Problem } from '../problems/problem.ts';
import type { Request } from './request.ts';

/** The version the caller has read, from `If-Match: "7"`. `@IfMatch('required')` answers 428 when it is left out. */
export function IfMatch(need?: 'required'): ParameterDecorator {
  const document = ApiHeader({
    name: 'If-Match',
    required: need === 'required',
    description: 'The ETag of what was read; 412 if it has changed since',
  });
  const describe: ParameterDecorator = (target, method) => {
    if (method === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, method);
    if (descriptor !== undefined) document(target, method, descriptor);
  };
  return ifMatch(need, describe);
}

const read = (need: 'required' | undefined, context: ExecutionContext): number | undefined =>
  versionOf(context.switchToHttp().getRequest<Request>().headers['if-match'], need);
const ifMatch = (need: 'required' | undefined, describe: ParameterDecorator) =>
  createParamDecorator(read, [describe])(need);

export function versionOf(header: string | undefined, need?: 'required'): number | undefined {
  if (header === undefined) {
    if (need === undefined) return undefined;
    throw new Problem(428, 'if-match-required', 'Send If-Match with the ETag of what you have read.');
  }

  const version = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new Problem(400, 'if-match-malformed', 'If-Match must be one ETag as this service gives them, such as "7".');
}
