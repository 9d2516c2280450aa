const CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'CERT_HAS_EXPIRED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const NAMES = new Set(['TimeoutError', 'NetworkingError']);

/** What is wrong with the connection, if an error of an SDK is about it; otherwise undefined. */
export function connectionProblem(error: unknown): string | undefined {
  const { name = '', code = '', message = '' } = error as { name?: string; code?: string; message?: string };
  if (!CODES.has(code) && !NAMES.has(name)) return undefined;
  return `there is no connection (${message || code}). Check the network, the proxy and the URL`;
}
