import { type Behaviours, withDefaults } from './type-behaviour';

/** Microsoft.Compute: scale sets return their orchestration mode. */
export const COMPUTE: Behaviours = {
  'microsoft.compute/virtualmachinescalesets': {
    complete: ({ body }) => withDefaults(body, { orchestrationMode: 'Uniform' }),
  },
};
