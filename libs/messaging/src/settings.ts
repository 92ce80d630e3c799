import { readFileSync } from 'node:fs';

/** One setting: the variable that carries it, how its text becomes a value, and what holds when it is left out. */
export interface Setting<Value> {
  readonly variable: string;
  /** Throws an `InvalidSetting` with what is wrong, as the end of a sentence: "must be …". */
  readonly parse: (text: string) => Value;
  readonly whenMissing: () => Value;
}

export class InvalidSetting extends Error {}

export function setting<Value>(
  variable: string,
  parse: (text: string) => Value,
  fallback: Value | undefined,
): Setting<Value> {
  return {
    variable,
    parse,
    whenMissing: () => {
      if (fallback === undefined) throw new InvalidSetting('must be set');
      return fallback;
    },
  };
}

export function optional<Value>(required: Setting<Value>): Setting<Value | undefined> {
  return { ...required, whenMissing: () => undefined };
}

export function text(variable: string, fallback?: string): Setting<string> {
  return setting(variable, (value) => value, fallback);
}

export function integer(
  variable: string,
  { from = 0, to = Number.MAX_SAFE_INTEGER, fallback }: { from?: number; to?: number; fallback?: number } = {},
): Setting<number> {
  const parse = (value: string): number => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= from && number <= to) return number;
    throw new InvalidSetting(`must be a whole number from ${from} to ${to}`);
  };
  return setting(variable, parse, fallback);
}

export function oneOf<const Choice extends string>(
  variable: string,
  choices: readonly Choice[],
  fallback?: NoInfer<Choice>,
): Setting<Choice> {
  const parse = (value: string): Choice => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    throw new InvalidSetting(`must be one of ${choices.join(', ')}`);
  };
  return setting(variable, parse, fallback);
}

/** An address such as `https://example.org`. It is never repeated in a message, since it may carry a password. */
export function address(variable: string, schemes: readonly string[], fallback?: string): Setting<string> {
  const parse = (value: string): string => {
    const { protocol, host } = URL.parse(value) ?? {};
    if (host && schemes.some((scheme) => protocol === `${scheme}:`)) return value;
    throw new InvalidSetting(
      `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );
  };
  return setting(variable, parse, fallback);
}

/** Something that nobody must guess. */
export function secret(variable: string, shortest = 32): Setting<string> {
  return setting(
    variable,
    (value) => {
      if (value.length >= shortest) return value;
      throw new InvalidSetting(`must be a secret of at least ${shortest} characters`);
    },
    undefined,
  );
}

/** A text of a certain form, which `expected` puts into words: "must be …". */
export function matching(variable: string, form: RegExp, expected: string, fallback?: string): Setting<string> {
  const parse = (value: string) => {
    if (form.test(value)) return value;
    throw new InvalidSetting(expected);
  };
  return setting(variable, parse, fallback);
}

/** Several values with commas between them. */
export function list(variable: string, fallback?: readonly string[]): Setting<readonly string[]> {
  const parse = (value: string) => value.split(',').map((item) => item.trim()).filter((item) => item !== ''); // prettier-ignore
  return setting<readonly string[]>(variable, parse, fallback);
}

export type SettingsSchema = Readonly<Record<string, Setting<unknown>>>;

type Values<Schema extends SettingsSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends Setting<infer Value> ? Value : never;
};

export interface Together {
  /** Their names. */
  readonly of: readonly string[];
  readonly check: (values: never) => readonly string[];
}

/** A class of settings: injectable by its name, filled from the environment before the application is built. */
export interface SettingsClass {
  new (values: never): object;
  readonly schema: SettingsSchema;
  /** What is wrong with certain values together, when each of these is right. */
  readonly together?: Together;
}

/** `class MailSettings extends SettingsFrom({ smtpUrl: address('SMTP_URL', ['smtp']) }) {}` */
export function SettingsFrom<Schema extends SettingsSchema>(
  schema: Schema,
): { new (values: Values<Schema>): Values<Schema>; readonly schema: Schema } {
  function Settings(this: object, values: Values<Schema>): void {
    Object.assign(this, values);
  }
  return Object.assign(Settings, { schema }) as unknown as ReturnType<typeof SettingsFrom<Schema>>;
}

/** Everything that is wrong with the configuration, in one message. It repeats no value: any of them may be a secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly errors: readonly string[];

  constructor(errors: readonly string[]) {
    super(`The configuration cannot be used:\n${errors.map((error) => `  - ${error}`).join('\n')}`);
    this.errors = errors;
  }
}

/** Fills each class of settings, or throws one `ConfigurationError` that names every variable that is wrong in any of them. */
export function readSettings(env: NodeJS.ProcessEnv, classes: readonly SettingsClass[]): readonly object[] {
  const errors: string[] = [];

  const filled = classes.map((settings) => {
    const values: Record<string, unknown> = {};

    for (const [name, each] of Object.entries(settings.schema)) {
      try {
        const value = variableOrFile(env, each.variable);
        values[name] = value === undefined ? each.whenMissing() : each.parse(value);
      } catch (error) {
        if (!(error instanceof InvalidSetting)) throw error;
        errors.push(`${each.variable} ${error.message}`);
      }
    }

    const { together } = settings;
    if (together?.of.every((name) => name in values)) errors.push(...together.check(values as never));
    return new settings(values as never);
  });

  if (errors.length > 0) throw new ConfigurationError(errors);
  return filled;
}

/** `NAME`, or the content of the file that `NAME_FILE` points to, as container platforms mount secrets. Empty is not set. */
function variableOrFile(env: NodeJS.ProcessEnv, variable: string): string | undefined {
  const value = env[variable]?.trim();
  const file = env[`${variable}_FILE`]?.trim();

  if (!file) return value === '' ? undefined : value;
  if (value) throw new InvalidSetting(`is set twice: by itself and by ${variable}_FILE`);

  try {
    const content = readFileSync(file, 'utf8').trim();
    return content === '' ? undefined : content;
  } catch (error) {
    throw new InvalidSetting(
      `cannot be read from the file of ${variable}_FILE (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    );
  }
}
