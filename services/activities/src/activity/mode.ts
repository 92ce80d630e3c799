export type Mode = 'on-site' | 'online' | 'hybrid';

export const modes = ['on-site', 'online', 'hybrid'] as const satisfies readonly Mode[];
