import type { CoveredType } from '../covered-type';
import { managed, operations, PAGES } from '../source';
import { NETWORK_OPERATIONS } from './flow-logs';

const NETWORK = 'Microsoft.Network/virtualNetworks';
const INTERFACE = 'Microsoft.Network/networkInterfaces';
const MACHINE = 'Microsoft.Compute/virtualMachines';
const SCALE_SET = 'Microsoft.Compute/virtualMachineScaleSets';

/** Networks, which exist for more than flow logs. */
export const NETWORKS: readonly CoveredType[] = [
  {
    type: 'azurerm_virtual_network',
    restType: NETWORK,
    source: 'azurerm provider, virtual_network_resource.go',
    actions: managed(NETWORK),
    onSubscription: NETWORK_OPERATIONS,
    isShared: true,
    whenSet: [
      {
        argument: 'subnet',
        actions: managed(`${NETWORK}/subnets`),
        source: 'azurerm provider, virtual_network_resource.go',
      },
    ],
  },
  {
    type: 'azurerm_subnet',
    restType: `${NETWORK}/subnets`,
    source: 'azurerm provider, subnet_resource.go',
    actions: [...managed(`${NETWORK}/subnets`), `${NETWORK}/read`],
    onSubscription: NETWORK_OPERATIONS,
    isShared: true,
  },
  {
    type: 'azurerm_network_interface',
    restType: INTERFACE,
    source: 'azurerm provider, network_interface_resource.go',
    actions: managed(INTERFACE),
    onSubscription: NETWORK_OPERATIONS,
    isShared: true,
    linked: [
      {
        argument: 'ip_configuration.subnet_id',
        actions: [`${NETWORK}/subnets/join/action`],
        source: PAGES.NETWORKING,
      },
      {
        argument: 'ip_configuration.public_ip_address_id',
        actions: ['Microsoft.Network/publicIPAddresses/join/action'],
        source: PAGES.NETWORKING,
      },
    ],
  },
  {
    type: 'data.azurerm_virtual_network',
    source: 'azurerm provider, virtual_network_data_source.go',
    actions: operations(NETWORK, 'read'),
  },
  {
    type: 'data.azurerm_subnet',
    source: 'azurerm provider, subnet_data_source.go',
    actions: operations(`${NETWORK}/subnets`, 'read'),
  },
  {
    type: 'data.azurerm_network_interface',
    source: 'azurerm provider, network_interface_data_source.go',
    actions: operations(INTERFACE, 'read'),
  },
  {
    type: 'data.azurerm_virtual_machine',
    source: 'azurerm provider, virtual_machine_data_source.go',
    // the provider also reads network interfaces and public addresses, and ignores a refusal
    actions: operations(MACHINE, 'read'),
  },
  {
    type: 'data.azurerm_virtual_machine_scale_set',
    source: 'azurerm provider, virtual_machine_scale_set_data_source.go',
    actions: [
      ...operations(SCALE_SET, 'read', 'virtualMachines/read', 'virtualMachines/networkInterfaces/read'),
      ...operations(
        `${SCALE_SET}/virtualMachines/networkInterfaces/ipConfigurations/publicIPAddresses`,
        'read',
      ),
    ],
  },
];
