import { Command } from 'commander';
import { TgwField, VpcField } from '../../aws/fields';
import { formatNamed, LogFormat, LogFormatError, NAMED_FORMATS } from '../../aws/format';
import { FORMAT_ARGUMENT, parseLogFormat } from '../arguments/log-format';
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
    .summary('print AWS log formats and their fields, or validate a format')
    .description('Prints AWS log formats and their fields, or validates a format.')
    .helpCommand('help [command]', 'print the help of a command')
    .addCommand(showCommand(context))
    .addCommand(validateCommand(context));
}

function showCommand({ stdout }: CommandContext): Command {
  return new Command('show')
    .summary(
      'print the string of a named format, list the fields of a format, or list all formats and fields',
    )
    .description(
      'Prints the string of a named format, lists the fields of a format, or lists all formats and fields.',
    )
    .argument('[format]', `${FORMAT_ARGUMENT}; default: all formats and fields`)
    .option('--json', 'print as JSON: the fields of the format, or an object with all formats and all fields')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs format show',
        'flow-logs format show v5',
        "flow-logs format show '${srcaddr} ${bytes}' --json",
      ),
    )
    .action((text: string | undefined, { json }: Options) => {
      stdout.write(shownFormat(text, json === true));
    });
}

function shownFormat(text: string | undefined, json: boolean): string {
  if (text === undefined) {
    const fields = [...VpcField.all(), ...TgwField.all()];
    return json ? jsonText({ formats: formats(), fields }) : `${formatsText()}${fieldsText(fields)}`;
  }
  const { fields } = parseLogFormat(text);
  if (json) return jsonText(fields);
  const named = formatNamed(text);
  return named ? `${named}\n` : fieldsText(fields);
}

/** All named formats as plain data. */
function formats() {
  return NAMED_FORMATS.map(({ name, format, meaning }) => ({
    name,
    fields: format.fields.length,
    version: format.version,
    meaning,
    format: format.toString(),
  }));
}

function formatsText(): string {
  return tableText(
    ['format', 'fields', 'meaning'],
    formats().map(({ name, fields, meaning }) => [name, String(fields), meaning]),
  );
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
    .summary('validate a format')
    .description('Validates a format. Exits 1 if it has problems.')
    .argument('<format>', "format such as '${version} ${srcaddr}', in single quotes, or the name of a format")
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
    const format = formatNamed(text) ?? LogFormat.parse(text);
    return { valid: true as const, fields: format.fields.length, version: format.version };
  } catch (error) {
    if (!(error instanceof LogFormatError)) throw error;
    return { valid: false as const, problems: error.problems, message: error.message };
  }
}
