import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from '../../aws/normalize';
import { normalizeBlob } from '../../azure/normalize';
import { chunks } from '../support/normalized';
import { filesBelow } from '../support/table-files';
import type { Expectation } from './expectation';

const DIRECTORY = join(__dirname, 'networks');

/** A small network: raw flow logs as the clouds deliver them, and the expected answers beside them. */
export interface Network {
  readonly name: string;
  /** Paths of the raw files, as object keys and blob paths. */
  readonly sources: readonly string[];
  /** The expected result of each question that the network is about. */
  readonly expected: Readonly<Record<string, Expectation>>;
}

/** Content of `expected.json`: the answers, or the network with equal traffic and the answers that differ from it. */
type ExpectedFile =
  | { readonly sameAs: string; readonly differences?: Readonly<Record<string, Expectation>> }
  | Readonly<Record<string, Expectation>>;

/** Lists the networks in the order of their names. */
export function networks(): Network[] {
  return readdirSync(DIRECTORY)
    .sort()
    .map((name) => ({ name, sources: filesBelow(rawDirectory(name)), expected: expectedOf(name) }));
}

/** Writes the tables of a network below a directory. Expects that every record becomes a row. */
export async function normalizeNetwork({ name, sources }: Network, directory: string): Promise<void> {
  for (const source of sources) {
    const object = { source, bytes: chunks(readFileSync(join(rawDirectory(name), source))) };
    const write = source.startsWith('AWSLogs/') ? normalize : normalizeBlob;
    const { summary } = await write(object, directory);
    if (summary.rejects > 0 || summary.rows === 0) {
      throw new Error(`${name}: expected rows only, received ${summary.rejects} rejects in ${source}`);
    }
  }
}

/** Returns the path of a raw file. */
export function rawPath({ name }: Network, source: string): string {
  return join(rawDirectory(name), source);
}

function rawDirectory(name: string): string {
  return join(DIRECTORY, name, 'raw');
}

function expectedOf(name: string): Readonly<Record<string, Expectation>> {
  const file = JSON.parse(readFileSync(join(DIRECTORY, name, 'expected.json'), 'utf8')) as ExpectedFile;
  if (!('sameAs' in file)) return file;
  const { sameAs, differences } = file as { sameAs: string; differences?: Record<string, Expectation> };
  return { ...expectedOf(sameAs), ...differences };
}
