import { Command } from 'commander';
import { TgwField, VpcField } from '../../aws/fields';
import { LogFormat, LogFormatError } from '../../aws/format';
import { ExitCode } from '../exit';
import { logFormatOf } from '../log-format-option';
import { printTable } from '../output/table';

interface Options {
  readonly json?: boolean;
}

/** `flow-logs format`: what a log format can hold, and whether one is right. */
export function formatCommand(done: (code: ExitCode) => void): Command {
  return new Command('format')
    .description('AWS log formats')
    .addCommand(showCommand())
    .addCommand(validateCommand(done));
}

function showCommand(): Command {
  return new Command('show')
    .description('list the fields of a format, or all fields there are')
    .argument('[format]', "a format such as '${version} ${srcaddr}'; all fields where it is left out")
    .option('--json', 'print them as JSON')
    .action((text: string | undefined, { json }: Options) => {
      const fields = text === undefined ? [...VpcField.all(), ...TgwField.all()] : logFormatOf(text).fields;
      if (json) process.stdout.write(`${JSON.stringify(fields, null, 2)}\n`);
      else {
        printTable(
          ['field', 'of', 'since', 'type', 'column', 'meaning'],
          fields.map((field) => [
            field.name,
            field instanceof TgwField ? 'TGW' : 'VPC',
            `v${field.version}`,
            field.fieldType,
            field.column,
            field.meaning,
          ]),
        );
      }
    });
}

function validateCommand(done: (code: ExitCode) => void): Command {
  return new Command('validate')
    .description('check a format; exit 1 if it has problems')
    .argument('<format>', "a format such as '${version} ${srcaddr}', in single quotes")
    .option('--json', 'print the verdict as JSON')
    .action((text: string, { json }: Options) => {
      const verdict = check(text);
      if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
      else if (verdict.valid)
        process.stdout.write(`valid: ${verdict.fields} fields, version ${verdict.version}\n`);
      else process.stderr.write(`${verdict.message}\n`);
      done(verdict.valid ? ExitCode.FINE : ExitCode.FINDINGS);
    });
}

function check(text: string) {
  try {
    const format = LogFormat.parse(text);
    return { valid: true as const, fields: format.fields.length, version: format.version };
  } catch (error) {
    if (!(error instanceof LogFormatError)) throw error;
    return { valid: false as const, problems: error.problems, message: error.message };
  }
}
