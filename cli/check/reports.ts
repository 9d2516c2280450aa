import { writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { REPORTERS, type ReportInput } from '../../standard/reporters';
import { UsageError } from '../exit';

/** A report that was asked for. */
export interface AskedReport {
  readonly kind: string;
  /** @default - standard output */
  readonly file?: string;
}

/** `--report sarif=out.sarif`, given as often as wanted. */
export function reportOption(text: string, before: readonly AskedReport[] = []): AskedReport[] {
  const [kind = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!Object.hasOwn(REPORTERS, kind)) {
    throw new InvalidArgumentError(`there are ${Object.keys(REPORTERS).join(', ')}`);
  }
  if (rest.length > 0 && file === '') throw new InvalidArgumentError(`give a file: ${kind}=FILE`);
  return [...before, { kind, ...(file !== '' && { file }) }];
}

/**
 * Writes all reports.
 *
 * @throws UsageError if two of them want standard output
 */
export function writeReports(asked: readonly AskedReport[], input: ReportInput): void {
  const toOutput = asked.filter(({ file }) => file === undefined);
  if (toOutput.length > 1) {
    const kinds = toOutput.map(({ kind }) => kind);
    throw new UsageError(
      `${kinds.join(' and ')} can not both go to standard output: give files, ${kinds.at(-1)}=FILE`,
    );
  }
  for (const { kind, file } of asked) {
    const reporter = REPORTERS[kind];
    const text = reporter?.({ ...input, colours: input.colours && file === undefined }) ?? '';
    if (file === undefined) process.stdout.write(text);
    else writeFileSync(file, text);
  }
}
