import { inflate } from '../inflate';
import { isGzip } from '../sniff';
import type { Layer } from './layer';

/** gzip with any number of members (RFC 1952). */
export const GZIP: Layer = {
  name: 'gzip',
  recognizes: isGzip,
  decode: (bytes, maxBytes) => inflate(bytes, { maxBytes }),
};
