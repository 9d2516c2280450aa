import { Command } from 'commander';
import { TgwField, VpcField } from '../../aws/fields';
import { LogFormat, LogFormatError } from '../../aws/format';
import { parseLogFormat } from '../arguments/log-format';
import type { CommandContext } from '../context';
import { ExitCode } from '../exit-code';
import { examplesText } from '../output/examples-text';
import { jsonText } from '../output/json-text';
import { tableText } from '../output/table-text';

interface Options {
  readonly json?: boolean;
}

/** `flow-logs format`: lists the fields of AWS log formats and validates formats. */
export function formatCommand(context: CommandContext): Command {
  return new Command('format')
    .summary('list the fields of AWS log formats, or validate a format')
    .description('Lists the fields of AWS log formats, or validates a format.')
    .addCommand(showCommand(context))
    .addCommand(validateCommand(context));
}

function showCommand({ stdout }: CommandContext): Command {
  return new Command('show')
    .description('list the fields of a format, or all fields')
    .argument('[format]', "format such as '${version} ${srcaddr}'; default: all fields")
    .option('--json', 'print the fields as JSON')
    .addHelpText(
      'after',
      examplesText('flow-logs format show', "flow-logs format show '${srcaddr} ${bytes}' --json"),
    )
    .action((text: string | undefined, { json }: Options) => {
      const fields =
        text === undefined ? [...VpcField.all(), ...TgwField.all()] : parseLogFormat(text).fields;
      stdout.write(json ? jsonText(fields) : fieldsText(fields));
    });
}

function fieldsText(fields: LogFormat['fields']): string {
  return tableText(
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

function validateCommand({ stdout, stderr, setExitCode }: CommandContext): Command {
  return new Command('validate')
    .description('validate a format; exits 1 if it has problems')
    .argument('<format>', "format such as '${version} ${srcaddr}', in single quotes")
    .option('--json', 'print the result as one JSON object')
    .addHelpText('after', examplesText("flow-logs format validate '${version} ${srcaddr} ${dstaddr}'"))
    .action((text: string, { json }: Options) => {
      const result = validate(text);
      if (json) stdout.write(`${JSON.stringify(result)}\n`);
      else if (result.valid) stdout.write(`valid: ${result.fields} fields, version ${result.version}\n`);
      else stderr.write(`${result.message}\n`);
      setExitCode(result.valid ? ExitCode.SUCCESS : ExitCode.FINDINGS);
    });
}

function validate(text: string) {
  try {
    const format = LogFormat.parse(text);
    return { valid: true as const, fields: format.fields.length, version: format.version };
  } catch (error) {
    if (!(error instanceof LogFormatError)) throw error;
    return { valid: false as const, problems: error.problems, message: error.message };
  }
}
