/**
 * What is the same of all ways to write one mail address: case, marks above letters in one character or two, what stands after a plus, dots
 * at the end. A dot within a name is left alone: not every mail server delivers to the same person with and without it.
 */
export function addressKey(email: string): string {
  const address = email.trim().normalize('NFC').toLowerCase().normalize('NFC');
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).replace(/\.+$/, '');
  const name = address
    .slice(0, Math.max(at, 0))
    .replace(/(?<=.)\+.*$/s, '')
    .replace(/\.+$/, '');
  return `${name}@${asciiDomain(domain)}`;
}

/** A domain with letters that only some mail servers know is the same as its spelling in those that all know. */
function asciiDomain(domain: string): string {
  if (!/^[^\s/:?#@\\[\]%]+$/.test(domain)) return domain;
  return URL.parse(`http://${domain}`)?.hostname ?? domain;
}
