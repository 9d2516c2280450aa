import { MEMBER_SEPARATOR } from '../../flows/input/member-path';
import { shownUrl } from '../cloud/list-cloud';
import type { Failure, Listing, Source } from './source';

/** Code of a log with the name of another log of the run, whose outputs it would replace. */
export const SAME_NAME = 'same-name';

/**
 * Removes the sources whose names are those of other sources, or can be those of members in other sources. Each is a failure:
 * its outputs would replace those of the other source.
 */
export function withUniqueNames(listing: Listing): Listing {
  const byName = new Map<string, Source>();
  for (const source of listing.sources) {
    if (isIdentified(source) && !byName.has(source.source)) byName.set(source.source, source);
  }
  const sources: Source[] = [];
  const failed: Failure[] = [...listing.failed];
  for (const source of listing.sources) {
    const other = isIdentified(source) ? otherSource(source, byName) : undefined;
    if (other) failed.push(sameName(source, other));
    else sources.push(source);
  }
  return { ...listing, sources, failed };
}

/** Whether the name of a source is known before it is read. */
function isIdentified(source: Source): boolean {
  return source.kind !== 'stream' || source.isNamed;
}

function otherSource(source: Source, byName: ReadonlyMap<string, Source>): Source | undefined {
  const { source: name } = source;
  const same = byName.get(name);
  if (same !== source) return same;
  let at = name.indexOf(MEMBER_SEPARATOR);
  for (; at >= 0; at = name.indexOf(MEMBER_SEPARATOR, at + 1)) {
    const archive = byName.get(name.slice(0, at));
    if (archive) return archive;
  }
  return undefined;
}

function sameName(source: Source, other: Source): Failure {
  const isMember = source.source !== other.source;
  const conflict = isMember
    ? `its name can be that of a member of ${shownPath(other)}`
    : `its name is also the name of ${shownPath(other)}`;
  return {
    source: shownPath(source),
    code: SAME_NAME,
    message: `${conflict}, and its rows would replace the rows of that log. Normalize it in another run with another --out.`,
  };
}

function shownPath(source: Source): string {
  return source.kind === 's3' || source.kind === 'blob' ? shownUrl(source) : source.path;
}
