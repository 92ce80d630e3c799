/** The names on the server, all derived here from the namespace. */
export function namesIn(namespace = '') {
  const [prefix, root] = namespace === '' ? ['', ''] : [`${namespace}-`, `${namespace}.`];
  return {
    eventStream: `${prefix}EVENTS`,
    eventRoot: `${root}events`,
    deadLetterStream: `${prefix}DEAD-LETTERS`,
    deadLetterRoot: `${root}dead-letters`,
  } as const;
}
export type Names = ReturnType<typeof namesIn>;
