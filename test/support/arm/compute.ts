import { type Behaviours, withDefaults } from './type-behaviour';

/** Microsoft.Compute: machines and scale sets with their extensions. Scale sets return their orchestration mode. */
export const COMPUTE: Behaviours = {
  'Microsoft.Compute/virtualMachines': { versions: ['2024-03-01'] },
  'Microsoft.Compute/virtualMachines/extensions': { versions: ['2024-03-01'] },
  'Microsoft.Compute/virtualMachineScaleSets': {
    versions: ['2025-04-01'],
    complete: ({ body }) => withDefaults(body, { orchestrationMode: 'Uniform' }),
  },
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines': { versions: ['2025-04-01'] },
  'Microsoft.Compute/virtualMachineScaleSets/extensions': { versions: ['2025-04-01'] },
};
