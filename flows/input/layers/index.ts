import { BZIP2 } from './bzip2';
import { GZIP } from './gzip';
import type { Layer } from './layer';
import { UTF16_BE, UTF16_LE } from './utf16';
import { ZSTD } from './zstd';

/** All layers. Each is recognized by its first bytes, which are different. */
export const LAYERS: readonly Layer[] = [GZIP, ZSTD, BZIP2, UTF16_LE, UTF16_BE];
