type Field = Readonly<Record<string, unknown>>;

/** As much of `/openapi.json` as tests look at. */
export interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { summary?: string; requestBody?: unknown; parameters?: unknown; responses?: unknown }>>
    >
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, { properties?: Record<string, Field>; required?: string[] }>>;
  };
}

/** The names of the schemas that it speaks of, as often as it does. */
export function schemasReferredTo(api: OpenApi): string[] {
  return [...JSON.stringify(api).matchAll(/"#\/components\/schemas\/([^"]*)"/g)].map(([, name = '']) => name);
}

/** What changes something under these paths, and has no summary. */
export function silentCommands({ paths }: OpenApi, under: RegExp): string[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method, { summary }]) => under.test(path) && method !== 'get' && !summary)
      .map(([method]) => `${method} ${path}`),
  );
}

/** The fields of these schemas that have neither an example nor parts that could have one. */
export function bareFields({ components }: OpenApi, schemas: RegExp): string[] {
  return Object.entries(components.schemas)
    .filter(([name]) => schemas.test(name))
    .flatMap(([name, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, field]) => !('example' in field) && !JSON.stringify(field).includes('$ref'))
        .map(([field]) => `${name}.${field}`),
    );
}
