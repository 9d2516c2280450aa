const SHAPE = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d|[12]\d|30))?$/;

/**
 * What is wrong with an address or network that the firewall of a storage account is to let in; undefined if nothing
 * is. It knows public IPv4 alone, and no networks of two addresses or one.
 *
 * Source: Azure Storage documentation, "Azure Storage firewall rules", on IP network rules.
 */
export function ipRangeProblem(prop: string, range: string): string | undefined {
  const octets = SHAPE.exec(range)?.slice(1, 5).map(Number);
  if (!octets?.every((octet) => octet <= 255)) {
    return `${prop} has ${JSON.stringify(range)}: give an IPv4 address, or a network with /0 to /30`;
  }
  const [first, second] = octets as [number, number];
  const isPrivate =
    first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168);
  if (!isPrivate) return undefined;
  return `${prop} has ${JSON.stringify(range)}, which is private, and the firewall knows public addresses alone: give subnets`;
}
