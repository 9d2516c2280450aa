const SHAPE = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d|[12]\d|30))?$/;

/**
 * Validates an address or network for the firewall of a storage account, which supports only public IPv4 addresses and
 * networks up to /30. Returns the problem, or undefined.
 *
 * Source: Azure Storage documentation, "Azure Storage firewall rules", on IP network rules.
 */
export function ipRangeProblem(prop: string, range: string): string | undefined {
  const octets = SHAPE.exec(range)?.slice(1, 5).map(Number);
  if (!octets?.every((octet) => octet <= 255)) {
    return `${prop} contains ${JSON.stringify(range)}: use an IPv4 address, or a network from /0 to /30`;
  }
  const [first, second] = octets as [number, number];
  const isPrivate =
    first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168);
  if (!isPrivate) return undefined;
  return `${prop} contains ${JSON.stringify(range)}, which is private: the firewall supports only public addresses; allow subnets instead`;
}
