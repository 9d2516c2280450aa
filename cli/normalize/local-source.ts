import { relative, resolve, sep } from 'node:path';
import { blobPart, parseBlobPath } from '../../azure/records/blob-path';
import { escapedPath } from '../../flows/input/member-path';
import type { FileSource } from './source';

/** Makes the source of a regular file. */
export function localSource(path: string, size: number): FileSource {
  return { kind: 'file', path, source: escapedPath(identityOf(path)), size };
}

/**
 * Path relative to the working directory. For an Azure blob, the part of the path that Azure defines, even if that part
 * begins above the working directory.
 */
function identityOf(path: string): string {
  const absolute = resolve(path).split(sep).join('/');
  const fromHere = relative(process.cwd(), resolve(path)).split(sep).join('/');
  return parseBlobPath(fromHere) ? fromHere : (blobPart(absolute) ?? fromHere);
}
