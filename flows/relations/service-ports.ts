/**
 * Ports below this one are those of servers. Clients that use privileged ports, such as NFS, use higher ones. Source:
 * Linux kernel, `RPC_DEF_MIN_RESVPORT`.
 */
const FIRST_CLIENT_PORT = 665;

/** First port that needs no privilege. */
export const FIRST_UNPRIVILEGED = 1024;

/** Returns a condition for a port that only servers have, against one that needs no privilege. */
export function isServicePort(port: string, other: string): string {
  return `${port} < ${FIRST_CLIENT_PORT} and ${other} >= ${FIRST_UNPRIVILEGED}`;
}
