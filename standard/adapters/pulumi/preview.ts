import { dirname, resolve } from 'node:path';
import { objectOf } from '../../../aws/template/read-template';
import type { ResourceModel } from '../../facts';
import { positionsIn } from '../../locations/pulumi-positions';
import { shown } from '../../locations/stack-frames';
import type { Adapter, ArtifactInput } from '../artifact';
import { providerModel } from '../providers/provider-model';
import { declaredResources, idsIn, type PulumiResource } from './pulumi-resources';

/** A preview (`pulumi preview --json --show-sames`), or what a stack is (`pulumi stack export`). */
export const PREVIEW: Adapter = {
  name: 'Pulumi preview',
  recognises: (json) => {
    const { steps, deployment } = objectOf(json);
    return isSteps(steps) || Array.isArray(objectOf(deployment).resources);
  },
  read: (json, input) => modelOf(json, input, 'newState'),
  readPrior: (json, input) => modelOf(json, input, 'oldState'),
};

function isSteps(steps: unknown): boolean {
  return Array.isArray(steps) && steps.some((step) => typeof objectOf(step).urn === 'string');
}

function modelOf(
  json: unknown,
  { path, directory }: ArtifactInput,
  side: 'newState' | 'oldState',
): ResourceModel {
  const { steps, deployment } = objectOf(json);
  const artifact = shown(path, directory);
  const positionOf = positionsIn(dirname(resolve(directory, path)), directory);
  const states = Array.isArray(steps)
    ? steps.flatMap((step, index) => stateOf(objectOf(step), `/steps/${index}`, side))
    : [objectOf(deployment).resources ?? []]
        .flat()
        .map(objectOf)
        .map((state, index) => ({ state, ids: idsOf(state), pointer: `/deployment/resources/${index}` }))
        .filter(({ state }) => state.delete !== true);
  // a replacement has several steps
  const byUrn = new Map<string, PulumiResource>();
  for (const { state, ids, pointer } of states) {
    const { urn, type, inputs, propertyDependencies } = state;
    if (typeof urn !== 'string' || typeof type !== 'string') continue;
    const source = positionOf(state);
    byUrn.set(urn, {
      urn,
      type,
      inputs: objectOf(inputs),
      ids,
      dependencies: objectOf(propertyDependencies),
      where: { artifact, pointer, path: urn, ...(source && { source }) },
    });
  }
  return withLeftOut(providerModel(declaredResources([...byUrn.values()])), json);
}

/** A preview omits unchanged resources by default. They may include flow logs. */
function withLeftOut(model: ResourceModel, json: unknown): ResourceModel {
  const { steps, changeSummary } = objectOf(json);
  const shownSames = [steps ?? []].flat().filter((step) => objectOf(step).op === 'same').length;
  const leftOut = Number(objectOf(changeSummary).same ?? 0) - shownSames;
  if (leftOut <= 0) return model;
  const uncertainty = `the preview omits ${leftOut} unchanged resources: create it with --show-sames`;
  return { ...model, networks: model.networks.map((network) => ({ ...network, uncertainty })) };
}

interface State {
  readonly state: Readonly<Record<string, unknown>>;
  readonly ids: readonly string[];
  readonly pointer: string;
}

function stateOf(
  step: Readonly<Record<string, unknown>>,
  pointer: string,
  side: 'newState' | 'oldState',
): State[] {
  const state = objectOf(step[side]);
  // the old state of what is replaced is marked as to be deleted, too
  const isGone =
    side === 'newState' && (state.delete === true || /^delete|^discard|remove/.test(String(step.op)));
  if (isGone || state.urn === undefined) return [];
  // for unchanged resources, only the old state has the ids by which others refer to them
  return [
    { state, ids: [...idsOf(state), ...idsOf(objectOf(step.oldState))], pointer: `${pointer}/${side}` },
  ];
}

function idsOf(state: Readonly<Record<string, unknown>>): string[] {
  return idsIn(state, objectOf(state.outputs));
}
