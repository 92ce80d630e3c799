import type { Reply, Request } from './request.ts';

/** What a handler answers when it is more than a body: headers go with it. The interceptor writes it down, the handler needs no reply. */
export class Representation<Body> {
  constructor(
    readonly headers: Readonly<Record<string, string>>,
    readonly body: Body,
    /** A caller that has this already is spared the body. */
    readonly isKnownTo: (request: Request) => boolean = () => false,
  ) {}

  writeTo(reply: Reply, request: Request): Body | undefined {
    void reply.headers(this.headers);
    if (!this.isKnownTo(request)) return this.body;

    void reply.status(304);
    return undefined;
  }
}

/** A resource with its version as ETag, which `@IfMatch()` reads again. */
export function versioned<Body>(version: number, body: Body): Representation<Body> {
  return new Representation({ etag: `"${version}"` }, body);
}

/** A resource that has just been created, with its address and its version. */
export function created<Body>(location: string, version: number, body: Body): Representation<Body> {
  return new Representation({ location, etag: `"${version}"` }, body);
}

/** Work that has been accepted, and the address at which it can be followed. */
export function accepted<Body>(location: string, body: Body): Representation<Body> {
  return new Representation({ location }, body);
}
