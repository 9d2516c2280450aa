import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseStandard } from './file/parse-standard';
import { resolveStandard } from './file/resolve-standard';
import { StandardError } from './file/standard-error';
import type { StandardFile } from './file/standard-file';
import type { Standard } from './standard';

const BUILT_IN_NAME = 'built-in standard';

/**
 * The requirements of a team on its flow logs. Constructs take their settings from it, and checks validate apps against it.
 *
 * @example
 * const standard = FlowLogStandard.fromFile('flow-log-standard.yaml');
 * new VpcFlowLogs(this, 'FlowLogs', { vpc, standard });
 */
export class FlowLogStandard {
  /**
   * Reads a standard from a YAML or JSON file.
   *
   * @param path path of the file, absolute or relative to the working directory
   * @throws StandardError with every problem, its line and its column
   */
  static fromFile(path: string): FlowLogStandard {
    const name = relative(process.cwd(), path).replaceAll('\\', '/');
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const message = code === 'ENOENT' ? 'the file does not exist' : `the file cannot be read (${code})`;
      throw new StandardError([{ message: `${message}: \`flow-logs standard init\` writes one` }], name);
    }
    const text = bytes.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(bytes)) {
      throw new StandardError([{ message: 'the file is not valid UTF-8: save it as UTF-8' }], name);
    }
    return FlowLogStandard.parse(text.replace(/^\uFEFF/, ''), name, name);
  }

  /**
   * Parses a standard from YAML or JSON text.
   *
   * @param text the standard
   * @param name its name in errors and findings
   * @param file path of its file, if any
   * @throws StandardError with every problem, its line and its column
   *
   * @example
   * const standard = FlowLogStandard.parse('{ version: 1, aws: { traffic: ALL } }', 'team standard');
   */
  static parse(text: string, name: string, file?: string): FlowLogStandard {
    const resolved = resolveStandard(parseStandard(text, name), name);
    return new FlowLogStandard({ ...resolved, ...(file !== undefined && { file }) });
  }

  /**
   * Creates a standard from an object with the keys of the file.
   *
   * TypeScript only: the type is derived from the schema of the file. Other languages use `parse`.
   *
   * @throws StandardError with every problem
   *
   * @example
   * const standard = FlowLogStandard.of({ version: 1, extends: ['cis-aws-7.0'], aws: { traffic: 'ALL' } });
   *
   * @jsii ignore
   */
  static of(standard: StandardFile): FlowLogStandard {
    return FlowLogStandard.parse(JSON.stringify(standard, null, 2), 'standard');
  }

  /** The standard of apps without a file: every network has a valid flow log. */
  static readonly DEFAULT: FlowLogStandard = FlowLogStandard.parse('version: 1', BUILT_IN_NAME);

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
