import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the public Internet: not this machine, not a private network, not
 * a cloud's metadata service, and none that stands for an IPv4 address (`::ffff:127.0.0.1`, NAT64,
 * 6to4, Teredo), which could be any of these.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}
