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
import { getMetadataStorage } from 'class-validator';
import { POLICY } from '../access/allow.ts';
import type { Policy } from '../access/allow.ts';
import { isDeclaredClass } from '../input/validation.pipe.ts';
import { Problem } from '../problems/problem.ts';

type Handler = (...args: never[]) => unknown;
type Query = Readonly<Record<string, unknown>>;

/** What is known of a route before its first request. */
export interface Route {
  readonly policy: readonly Policy[];
  readonly streams: boolean;
  /** What anybody may ask for as data, and so a script of any page. A page is for people, who open it where it is. */
  readonly isPublicData: boolean;
  /** The same for whoever asks, with nothing in it that is for some: only that is compressed. */
  readonly isSameForAll: boolean;
  /** What of a query is for the route. @throws Problem `invalid-input` where there is more than it knows, and it is not one that links lead to */
  readonly queryFrom: (query: Query) => Query;
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
  private readonly addresses = new Map<string, Route>();

  /** The policy of an operation of the OpenAPI document. */
  policyOf(operationId: string): readonly Policy[] {
    return this.operations.get(operationId)?.policy ?? [];
  }

  /** The route at a pattern such as `/v1/campaigns/:id`, if it is one of a controller. */
  at(method: string, pattern: string): Route | undefined {
    return this.addresses.get(`${method} ${pattern}`);
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
        const at = addressOf(controller, handler);
        const address = `${at} (${controller.name}.${name})`;
        if (policy === undefined) errors.push(`${address} does not say who may use it: @Allow(…)`);
        errors.push(...untypedBodies(controller, name).map((error) => `${address} ${error}`));

        const route: Route = {
          policy: policy ?? [],
          streams: Reflect.hasMetadata(SSE_METADATA, handler),
          ...audienceOf(at, policy ?? []),
          queryFrom: queryReader(at, controller, name),
        };
        this.addresses.set(at, route);
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

/** All that is not of the API is a page, or a part of one: the front page, the documentation, and the files of pages are the same for all. */
function audienceOf(address: string, policy: readonly Policy[]): Pick<Route, 'isPublicData' | 'isSameForAll'> {
  const isForAnybody = policy.includes('anyone');
  const isPublicData = isForAnybody && /^GET \/(?:v1\/|openapi\.json$)/.test(address);
  const isCommonFile = isForAnybody && /^GET (?:\/(?:docs)?|\S*\/assets\/\S+|\S+\.css)$/.test(address);
  return { isPublicData, isSameForAll: isPublicData || isCommonFile };
}

/**
 * Links are passed on, and get parameters on the way. Pages and feeds pass over whatever they do not know; to programs, which would
 * rather hear of it when they have misspelt a filter, the same is refused, unless it is only what others count their clicks by.
 */
function queryReader(address: string, controller: Type, method: string): Route['queryFrom'] {
  const queries = argumentsOf(controller, method).filter(({ kind }) => kind === aQuery);
  const known = new Set(queries.flatMap(({ name, type }) => (typeof name === 'string' ? [name] : fieldsOf(type))));
  // Feeds have the ending of a file.
  const isForLinks = !/^[A-Z]+ \/v1\//.test(address) || /^GET \S+\.\w+$/.test(address);
  if (isForLinks) return (query) => only(query, (name) => known.has(name));

  // A query object refuses what it does not know by itself.
  const refusesItself = queries.some(({ name }) => name === undefined);
  const reads = address.startsWith('GET ');
  return (query) => {
    const own = only(query, (name) => known.has(name) || !(reads && countsClicks.test(name)));
    const unknown = refusesItself ? undefined : Object.keys(own).find((name) => !known.has(name));
    if (unknown === undefined) return own;
    throw new Problem(422, 'invalid-input', 'The query has an error.', {
      errors: [{ pointer: `/${unknown}`, code: 'unknown-field', detail: `${unknown} is not known here` }],
    });
  };
}

/** What Google, Facebook, Microsoft, Matomo, senders of newsletters and others add to links. */
const countsClicks =
  /^(?:(?:utm|pk|mtm|hsa|gad)_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|ttclid|twclid|yclid|srsltid|igshid|li_fat_id|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|_ga|_gl)$/;

function fieldsOf(type: unknown): readonly string[] {
  if (!isDeclaredClass(type)) return [];
  return getMetadataStorage()
    .getTargetValidationMetadatas(type, '', false, false)
    .map(({ propertyName }) => propertyName);
}

/** Without a prototype, as it came. */
function only(query: Query, wanted: (name: string) => boolean): Query {
  const own = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(query)) if (wanted(name)) own[name] = value;
  return own;
}
