import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Problem } from '../problems/problem.ts';
import { opaqueTag } from './entity-tag.ts';
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

/**
 * The version that the caller has read, of those that the tags name. RFC 9110 (13.1.1) would have a weak tag match nothing here, since bytes
 * could differ; but ours names a state and no bytes: a proxy that compresses the answer and makes its tag weak has changed nothing of what
 * is about to be changed. A version only grows, so of several that have been read none but the newest can be the current one.
 */
export function versionOf(header: string | undefined, need?: 'required'): number | undefined {
  // Any version will do for `*`, as if nothing had been said.
  if (header === undefined || header.trim() === '*') {
    if (need === undefined) return undefined;
    throw new Problem(428, 'if-match-required', 'Send If-Match with the ETag of what you have read.');
  }

  const versions = header.split(',').map((tag) => /^"(\d{1,15})"$/.exec(opaqueTag(tag))?.[1]);
  if (versions.every((version) => version !== undefined)) return Math.max(...versions.map(Number));
  throw new Problem(400, 'if-match-malformed', 'If-Match must be an ETag as this service gives them, such as "7".');
}
