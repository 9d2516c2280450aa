const ADDRESS = /^ExitAddress +([^ ]+)(?: |$)/;
const NODE = /^(?:ExitNode|Published|LastStatus|Downloaded|@type) /;

/**
 * Returns the address of a line `ExitAddress 203.0.113.7 2026-11-30 10:00:00` of Tor's exit list.
 *
 * Source: Tor Project, "TorDNSEL's exit lists", "Exit Addresses".
 */
export function torExitAddress(line: string): string | undefined {
  return ADDRESS.exec(line)?.[1]?.trim();
}

/** Whether a line of Tor's exit list describes the node of the addresses after it. */
export function isExitNodeLine(line: string): boolean {
  return NODE.test(line);
}
