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
  azurerm_storage_management_policy: {
    arguments: { id: { type: 'string', computed: true }, storage_account_id: needed },
    blocks: {
      rule: {
        arguments: {
          name: { type: 'string', required: true },
          enabled: { type: 'bool', required: true },
        },
        blocks: {
          filters: {
            arguments: {
              blob_types: { type: ['set', 'string'], required: true },
              prefix_match: { type: ['set', 'string'], optional: true },
            },
            blocks: {},
            min: 1,
            max: 1,
          },
          actions: {
            arguments: {},
            blocks: {
              base_blob: {
                arguments: {
                  delete_after_days_since_modification_greater_than: {
                    type: 'number',
                    optional: true,
                    default: -1,
                  },
                },
                blocks: {},
                max: 1,
              },
            },
            min: 1,
            max: 1,
          },
        },
      },
    },
  },
};
