/** The names on the server, all derived here from the service's name and the namespace. */
export function namesOf(service: string, namespace = '') {
  const [prefix, root] = namespace === '' ? ['', ''] : [`${namespace}-`, `${namespace}.`];
  return {
    eventStream: `${prefix}EVENTS`,
    eventRoot: `${root}events`,
    /** Of this service alone: no other reads, empties or fills it. */
    deadLetterStream: `${prefix}DEAD-LETTERS-${service}`,
    deadLetterRoot: `${root}dead-letters.${service}`,
    /** What services have done once and for all, each under its own subjects. */
    doneStream: `${prefix}DONE`,
    doneOfAll: `${root}done`,
    doneRoot: `${root}done.${service}`,
    /** What is answered to the service comes here, where no other user may listen. */
    inboxPrefix: `_INBOX.${service}`,
  } as const;
}
export type Names = ReturnType<typeof namesOf>;
