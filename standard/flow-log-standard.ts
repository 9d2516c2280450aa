import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseStandard } from './file/parse-standard';
import { resolveStandard } from './file/resolve-standard';
import type { StandardFile } from './file/schema';
import { StandardError } from './file/standard-error';
import type { Standard } from './standard';

const BY_ITSELF = 'built-in standard';

/** What a team wants of its flow logs, written once: constructs take it, and checks hold apps against it. */
export class FlowLogStandard {
  /**
   * Reads `flow-log-standard.yaml`, or the same in JSON.
   *
   * @throws StandardError with every problem, its line and its column
   */
  static fromFile(path: string): FlowLogStandard {
    const name = relative(process.cwd(), path).replaceAll('\\', '/');
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const message = code === 'ENOENT' ? 'there is no such file' : `it can not be read: ${code}`;
      throw new StandardError([{ message: `${message}: \`flow-logs standard init\` writes one` }], name);
    }
    const text = bytes.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(bytes)) {
      throw new StandardError([{ message: 'it is not in UTF-8: save it as UTF-8' }], name);
    }
    return FlowLogStandard.parse(text.replace(/^\uFEFF/, ''), name, name);
  }

  /**
   * Reads a standard from a text.
   *
   * @param name how errors and findings call it
   * @param file the file it is from, where it is from one
   * @throws StandardError with every problem, its line and its column
   */
  static parse(text: string, name: string, file?: string): FlowLogStandard {
    const resolved = resolveStandard(parseStandard(text, name), name);
    return new FlowLogStandard({ ...resolved, ...(file !== undefined && { file }) });
  }

  /**
   * A standard that is written in code, in the words of the file.
   *
   * @throws StandardError with every problem
   *
   * @jsii ignore
   */
  static of(standard: StandardFile): FlowLogStandard {
    return FlowLogStandard.parse(JSON.stringify(standard, null, 2), 'standard');
  }

  /** What holds where no standard is written: a flow log on every network, and nothing wrong with it. */
  static readonly DEFAULT = FlowLogStandard.parse('version: 1', BY_ITSELF);

  /**
   * The standard with its profiles and defaults applied.
   *
   * @jsii ignore
   */
  readonly resolved: Standard;

  private constructor(resolved: Standard) {
    this.resolved = resolved;
  }
}
