import { Command } from 'commander';
import { standardSchema } from '../../../standard/file/json-schema';
import type { CommandContext } from '../../context';
import { examplesText } from '../../output/examples-text';
import { jsonText } from '../../output/json-text';

/** `flow-logs standard schema`: prints the JSON Schema of a standard. */
export function schemaCommand({ stdout }: CommandContext): Command {
  return new Command('schema')
    .summary('print the JSON Schema of a standard')
    .description('Prints the JSON Schema of a standard.')
    .option('--json', 'accepted for uniformity: the output is always JSON')
    .addHelpText('after', examplesText('flow-logs standard schema > flow-log-standard.schema.json'))
    .action(() => {
      stdout.write(jsonText(standardSchema()));
    });
}
