interface Entry extends Record<string, unknown> {
  readonly time: string;
  readonly level: string;
  readonly message?: string;
}

/** What Nest says of every module and route each time it starts. */
const assembly = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer'];

/** A line of a service's log as people read it: time, level, message and the rest, the stack of an error below. Nothing of what nobody waits for. */
export function readable(line: string): string | undefined {
  const entry = entryIn(line);
  if (entry === undefined) return line;
  if (assembly.includes(String(entry['context'])) || entry['route'] === '/health/ready') return undefined;

  const { time, level, message = '', service: _service, traceId: _traceId, ...rest } = entry;
  const fields = Object.entries(rest).filter(([name]) => name !== 'err' && name !== 'stack');
  const said = [time.slice(11, 23), level.padEnd(5), message, ...fields.map(([name, value]) => `${name}=${shown(value)}`)]; // prettier-ignore
  const stacks = [rest['stack'], (rest['err'] as { stack?: unknown } | undefined)?.stack];
  return [said.join(' '), ...stacks.filter((stack) => typeof stack === 'string')].join('\n');
}

function entryIn(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { time, level, ...rest } = JSON.parse(line) as Record<string, unknown>;
    return typeof time === 'string' && typeof level === 'string' ? { time, level, ...rest } : undefined;
  } catch {
    return undefined;
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
