import { AZURERM_5 } from '../azurerm-extract';
import type { StandInArgument, StandInBlock, StandInSchema } from './stand-in-schema';

/** The provider's own schema, which does not contain the arguments that force a replacement. */
function extracted(type: string, replaces: readonly string[]): StandInBlock {
  const block = AZURERM_5.resource(type);
  if (block === undefined) throw new Error(`${type} is missing in the extract`);
  return {
    blocks: block.blocks,
    arguments: Object.fromEntries(
      Object.entries(block.arguments).map(([name, argument]) => [
        name,
        { ...argument, ...(replaces.includes(name) && { replaces: true }) },
      ]),
    ),
  };
}

const needed: StandInArgument = { type: 'string', required: true, replaces: true };

/** The types related to flow logs. */
export const AZURERM_SCHEMA: StandInSchema = {
  azurerm_virtual_network: extracted('azurerm_virtual_network', ['name', 'resource_group_name', 'location']),
  azurerm_storage_account: extracted('azurerm_storage_account', ['name', 'resource_group_name', 'location']),
  azurerm_network_watcher_flow_log: extracted('azurerm_network_watcher_flow_log', [
    'name',
    'network_watcher_name',
    'resource_group_name',
    'target_resource_id',
  ]),
  // not in the extract: the constructs do not create it
  azurerm_network_security_group: {
    arguments: {
      id: { type: 'string', computed: true },
      name: needed,
      location: needed,
      resource_group_name: needed,
    },
    blocks: {},
  },
};
