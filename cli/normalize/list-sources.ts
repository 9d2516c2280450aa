import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { missingPath } from '../arguments/existing-path';
import { cloudUrl } from '../cloud/cloud-url';
import { listCloud } from '../cloud/list-cloud';
import { UserError } from '../user-error';
import { addFile } from './add-file';
import { fileProblem } from './file-problem';
import { listDirectory } from './list-directory';
import type { Findings, Listing, StreamSource } from './source';
import { withUniqueNames } from './unique-names';

/** The sources that the command line names. */
export interface SourceRequest {
  readonly paths: readonly string[];
  /** The tables in it are not read, even if it is in a directory with raw logs. */
  readonly outDirectory: string;
  /** Identity of the log in the only stream. */
  readonly streamName?: string;
  /** Environment variables, which can contain credentials of Azure Storage. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

const EXPECTED = 'a raw flow log or a directory';

/** Paths that a shell passes for `<(command)`, and those of standard input. They can lead to a pipe or to a file. */
const DESCRIPTOR = /^\/(dev\/(stdin|fd\/\d+)|proc\/(self|\d+)\/fd\/\d+)$/;

/**
 * Lists the raw logs of paths and URLs. A file is taken whatever its name is; a directory, a bucket or a prefix is
 * searched for names of flow logs.
 *
 * @throws UserError that lists every path that cannot be read
 */
export async function listSources({ paths, outDirectory, streamName, env }: SourceRequest): Promise<Listing> {
  const findings: Findings = { sources: new Map(), skipped: [], failed: [] };
  const problems: string[] = [];
  for (const path of paths) {
    try {
      const url = cloudUrl(path);
      if (url !== undefined) await listCloud(url, env, findings);
      else if (path === '-') addStream(path, streamName, findings);
      else addLocal(path, outDirectory, streamName, findings);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  const sources = [...findings.sources.values()];
  const streams = sources.filter(({ kind }) => kind === 'stream').length;
  if (streamName !== undefined && streams !== 1 && problems.length === 0) {
    problems.push(
      `--source names the log of one stream, and the paths have ${streams}: give one - or one pipe`,
    );
  }
  if (problems.length > 0) throw new UserError(problems.join('; '));
  return withUniqueNames({ sources, skipped: findings.skipped, failed: findings.failed });
}

function addLocal(
  path: string,
  outDirectory: string,
  streamName: string | undefined,
  findings: Findings,
): void {
  const stats = statsOf(path);
  if (stats.isDirectory()) listDirectory(path, outDirectory, findings);
  else if (stats.isFIFO() || DESCRIPTOR.test(path)) addStream(path, streamName, findings);
  else if (stats.isFile()) addFile(path, realpathSync(path), stats.size, findings);
  else {
    const what = stats.isSocket() ? 'a socket' : 'a device';
    throw new UserError(`${path} is ${what} and has no flow log: give ${EXPECTED}`);
  }
}

function addStream(path: string, name: string | undefined, { sources }: Findings): void {
  const stream: StreamSource = {
    kind: 'stream',
    path,
    source: name ?? (path === '-' ? 'standard input' : path),
    isNamed: name !== undefined,
    size: 0,
  };
  sources.set(`stream ${path}`, stream);
}

function statsOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new UserError(`${path} ${fileProblem(error)}`);
    const target = linkTarget(path);
    if (target === undefined) throw new UserError(missingPath(path, EXPECTED));
    throw new UserError(`${path} is a symbolic link to ${target}, which does not exist: give ${EXPECTED}`);
  }
}

/** The path that a symbolic link contains; undefined if there is no link. */
function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}
