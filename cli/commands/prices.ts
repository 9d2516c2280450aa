import { Command } from 'commander';
import type { CommandContext } from '../context';
import { fromAwsCommand } from './prices/from-aws';
import { fromAzureCommand } from './prices/from-azure';

/** `flow-logs prices`: converts price lists of the clouds to price files. */
export function pricesCommand(context: CommandContext): Command {
  return new Command('prices')
    .summary("convert a cloud's price list to a price file for `flow-logs cost`")
    .description(
      'Converts the official price lists of the clouds to a price file for `flow-logs cost --prices`. The prices have the day ' +
        'of the list and are marked as verified.',
    )
    .helpCommand('help [command]', 'print the help of a command')
    .addCommand(fromAwsCommand(context))
    .addCommand(fromAzureCommand(context));
}
