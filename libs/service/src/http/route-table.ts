import { RequestMethod } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import {
  METHOD_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
  RouteParamtypes,
  SSE_METADATA,
} from '@nestjs/common/internal.js';
import { MetadataScanner } from '@nestjs/core';
import type { ModulesContainer } from '@nestjs/core';
import { POLICY } from '../access/allow.ts';
import type { Policy } from '../access/allow.ts';
import { isDeclaredClass } from '../input/validation.pipe.ts';
import { Problem } from '../problems/problem.ts';

type Handler = (...args: never[]) => unknown;

/** What is known of a route before its first request. */
export interface Route {
  readonly policy: readonly Policy[];
  readonly streams: boolean;
  readonly refuseUnknownQuery: (query: unknown) => void;
}

/** A service whose routes are not wholly declared does not start. */
export class UndeclaredRoutes extends Error {
  override readonly name = 'UndeclaredRoutes';

  constructor(errors: readonly string[]) {
    super(`Some routes are not wholly declared:\n${errors.map((error) => `  - ${error}`).join('\n')}`);
  }
}

/** Every route of every controller, read once at start. Deny by default: a route must say who may use it. */
export class RouteTable {
  private readonly routes = new Map<Type, Map<unknown, Route>>();
  private readonly operations = new Map<string, Route>();

  /** The policy of an operation of the OpenAPI document. */
  policyOf(operationId: string): readonly Policy[] {
    return this.operations.get(operationId)?.policy ?? [];
  }

  of(handler: unknown, controller: Type): Route {
    const route = this.routes.get(controller)?.get(handler);
    if (route === undefined) throw new Error(`${controller.name} has a route that was not there at start.`);
    return route;
  }

  read(modules: ModulesContainer): void {
    const errors: string[] = [];
    const scanner = new MetadataScanner();
    const controllers = new Set(
      [...modules.values()]
        .flatMap((module) => [...module.controllers.values()])
        .map(({ metatype }) => metatype as Type),
    );

    for (const controller of controllers) {
      const prototype = controller.prototype as Record<string, Handler>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (handler === undefined || !Reflect.hasMetadata(METHOD_METADATA, handler)) continue;

        const policy = (Reflect.getMetadata(POLICY, handler) ?? Reflect.getMetadata(POLICY, controller)) as
          readonly Policy[] | undefined;
        const address = `${addressOf(controller, handler)} (${controller.name}.${name})`;
        if (policy === undefined) errors.push(`${address} does not say who may use it: @Allow(…)`);
        errors.push(...untypedBodies(controller, name).map((error) => `${address} ${error}`));

        const route: Route = {
          policy: policy ?? [],
          streams: Reflect.hasMetadata(SSE_METADATA, handler),
          refuseUnknownQuery: queryCheck(controller, name),
        };
        this.operations.set(operationIdOf(controller.name, name), route);
        this.routes.set(controller, (this.routes.get(controller) ?? new Map<unknown, Route>()).set(handler, route));
      }
    }

    if (errors.length > 0) throw new UndeclaredRoutes(errors);
  }
}

/** `Books.add` for the method `add` of a `BooksController`. */
export function operationIdOf(controller: string, method: string): string {
  return `${controller.replace(/Controller$/, '')}.${method}`;
}

function addressOf(controller: Type, handler: Handler): string {
  const path = [Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)]
    .map((part) => String(part).replaceAll(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/');
  return `${RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod]} /${path}`;
}

const aBody: number = RouteParamtypes.BODY;
const aQuery: number = RouteParamtypes.QUERY;

interface Argument {
  readonly kind: number;
  readonly name: unknown;
  readonly type: unknown;
}

function argumentsOf(controller: Type, method: string): readonly Argument[] {
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ??
    []) as readonly unknown[];
  return Object.entries(declared)
    .filter(([key]) => /^\d+:/.test(key))
    .map(([key, { index, data }]) => ({
      kind: Number(key.split(':')[0]),
      name: data,
      type: types[index],
    }));
}

/** A body or query whose class is lost (`import type`) or missing would pass unchecked. */
function untypedBodies(controller: Type, method: string): readonly string[] {
  return argumentsOf(controller, method)
    .filter(({ kind, name, type }) => {
      if (kind === aBody) return name !== undefined || !(isDeclaredClass(type) || type === Buffer);
      return kind === aQuery && name === undefined && !isDeclaredClass(type);
    })
    .map(({ kind }) => `has a ${kind === aBody ? '@Body()' : '@Query()'} that is not a class of its own`);
}

/** A query object checks its own names; where there is none, only the single parameters that are named may be sent. */
function queryCheck(controller: Type, method: string): Route['refuseUnknownQuery'] {
  const queries = argumentsOf(controller, method).filter(({ kind }) => kind === aQuery);
  if (queries.some(({ name }) => name === undefined)) return () => undefined;

  const names = new Set(queries.map(({ name }) => name));
  return (query) => {
    for (const name in query as object) {
      if (names.has(name)) continue;
      throw new Problem(422, 'invalid-input', 'The query has an error.', {
        errors: [{ pointer: `/${name}`, code: 'unknown-field', detail: `${name} is not known here` }],
      });
    }
  };
}
