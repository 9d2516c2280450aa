import { objectOf } from '../../../aws/template/read-template';
import type { Estate } from '../../facts';
import { shown } from '../../locations/stack-frames';
import type { Adapter, ArtifactInput } from '../artifact';
import { providerEstate } from '../providers/provider-estate';
import { declaredResources, type PulumiResource } from './pulumi-resources';

/** A preview (`pulumi preview --json`), or what a stack is (`pulumi stack export`). */
export const PREVIEW: Adapter = {
  name: 'Pulumi preview',
  recognises: (json) => {
    const { steps, deployment } = objectOf(json);
    return isSteps(steps) || Array.isArray(objectOf(deployment).resources);
  },
  read: (json, input) => estateOf(json, input, 'newState'),
  readPrior: (json, input) => estateOf(json, input, 'oldState'),
};

function isSteps(steps: unknown): boolean {
  return Array.isArray(steps) && steps.some((step) => typeof objectOf(step).urn === 'string');
}

function estateOf(json: unknown, { path, directory }: ArtifactInput, side: 'newState' | 'oldState'): Estate {
  const { steps, deployment } = objectOf(json);
  const artifact = shown(path, directory);
  const states = Array.isArray(steps)
    ? steps.flatMap((step, index) => stateOf(objectOf(step), `/steps/${index}`, side))
    : [objectOf(deployment).resources ?? []].flat().map((state, index) => ({
        state: objectOf(state),
        pointer: `/deployment/resources/${index}`,
      }));
  // a replacement is told in several steps
  const byUrn = new Map<string, PulumiResource>();
  for (const { state, pointer } of states) {
    const { urn, type, inputs, outputs, propertyDependencies } = state;
    if (typeof urn !== 'string' || typeof type !== 'string') continue;
    byUrn.set(urn, {
      urn,
      type,
      inputs: objectOf(inputs),
      outputs: objectOf(outputs),
      dependencies: objectOf(propertyDependencies),
      where: { artifact, pointer, path: urn },
    });
  }
  return providerEstate(declaredResources([...byUrn.values()]));
}

function stateOf(
  step: Readonly<Record<string, unknown>>,
  pointer: string,
  side: 'newState' | 'oldState',
): { state: Readonly<Record<string, unknown>>; pointer: string }[] {
  const state = objectOf(step[side]);
  const isGone = side === 'newState' && /^delete|^discard|remove/.test(String(step.op));
  if (isGone || state.urn === undefined || state.delete === true) return [];
  return [{ state, pointer: `${pointer}/${side}` }];
}
