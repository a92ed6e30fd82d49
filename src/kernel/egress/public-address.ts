import { BlockList, isIP } from 'node:net';

/** IPv4 that is not on the public internet (IANA special-purpose registry): cloud metadata stands among it. */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Global unicast; whatever is outside (loopback, link-local, unique-local, mapped IPv4, NAT64) is not for us. */
const GLOBAL_IPV6 = ['2000::/3'];
/** Inside it: special purposes, documentation, and 6to4, which carries any IPv4. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const special = blockList('ipv4', SPECIAL_IPV4);
const globalIpv6 = blockList('ipv6', GLOBAL_IPV6);
const specialIpv6 = blockList('ipv6', SPECIAL_IPV6);

/** True for an IP address that anybody on the internet could reach; false for any other text. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address, 'ipv4');
  if (version !== 6 || address.includes('%')) return false;
  return globalIpv6.check(address, 'ipv6') && !specialIpv6.check(address, 'ipv6');
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix = ''] = subnet.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
