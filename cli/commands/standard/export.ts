import { Command, Option } from 'commander';
import { azurePolicy } from '../../../standard/export/azure-policy';
import { telemetryRule } from '../../../standard/export/telemetry-rule';
import { findStandard } from '../../check/find-standard';
import type { CommandContext } from '../../context';
import { examplesText } from '../../output/examples-text';
import { jsonText } from '../../output/json-text';
import { STANDARD_ARGUMENT } from './standard-file';

/** Services of the clouds that can enforce a standard. */
const EXPORTS = { 'telemetry-rule': telemetryRule, 'azure-policy': azurePolicy };

/** `flow-logs standard export`: prints a standard as the configuration of a cloud service. */
export function exportCommand({ stdout, stderr }: CommandContext): Command {
  return new Command('export')
    .summary('print a standard as the configuration of a cloud service')
    .description('Prints a standard as the configuration of a cloud service.')
    .argument('[file]', STANDARD_ARGUMENT)
    .addOption(
      new Option('--to <service>', 'required; service to configure')
        .choices(Object.keys(EXPORTS))
        .makeOptionMandatory(),
    )
    .option('--json', 'accepted for uniformity: the output is always JSON')
    .addHelpText('after', examplesText('flow-logs standard export --to azure-policy > parameters.json'))
    .action((file: string | undefined, { to }: { to: keyof typeof EXPORTS }) => {
      const { json, notes } = EXPORTS[to](findStandard(file).resolved);
      stdout.write(jsonText(json));
      for (const note of notes) stderr.write(`note: ${note}\n`);
    });
}
