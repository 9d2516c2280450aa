import { type Behaviours, withDefaults } from './type-behaviour';

/** Microsoft.Compute: scale sets say how they manage their machines. */
export const COMPUTE: Behaviours = {
  'microsoft.compute/virtualmachinescalesets': {
    complete: ({ body }) => withDefaults(body, { orchestrationMode: 'Uniform' }),
  },
};
