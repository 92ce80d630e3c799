import { BlockList, isIP } from 'node:net';
import { InvalidSetting, setting } from '@kraftsamling/messaging/settings';
import type { Setting } from '@kraftsamling/messaging/settings';

/** Some addresses and networks. */
export interface Networks {
  has(address: string): boolean;
}

/** Several with commas between them, as in `10.0.0.0/8, ::1`. */
export function networks(variable: string, fallback: string): Setting<Networks> {
  return setting(variable, networksFrom, networksFrom(fallback));
}

/** What Express and Fastify call certain networks. */
const namedNetworks = ['loopback', 'linklocal', 'uniquelocal'];

/** The proxies whose word is believed about where a request comes from: addresses, networks, and some networks' names. */
export function proxies(variable: string): Setting<readonly string[]> {
  const parse = (text: string) => {
    const all = text.split(',').map((item) => item.trim());
    const unnamed = all.filter((item) => !namedNetworks.includes(item));
    if (unnamed.length > 0) networksFrom(unnamed.join());
    return all;
  };
  return setting<readonly string[]>(variable, parse, []);
}

function networksFrom(text: string): Networks {
  const known = new BlockList();
  for (const network of text.split(',').map((item) => item.trim())) {
    const [address = '', length] = network.split('/');
    const bits = isIP(address) === 6 ? 128 : 32;
    const prefix = length === undefined ? bits : Number(length);
    if (isIP(address) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > bits)
      throw new InvalidSetting(`must be addresses and networks such as 10.0.0.0/8`);
    known.addSubnet(address, prefix, familyOf(address));
  }
  return { has: (address) => isIP(address) !== 0 && known.check(address, familyOf(address)) };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
