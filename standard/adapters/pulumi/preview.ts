import { dirname, resolve } from 'node:path';
import { objectOf } from '../../../aws/template/read-template';
import type { DeploymentUnit, ResourceModel } from '../../facts';
import { displayPath } from '../../locations/display-path';
import { positionsIn } from '../../locations/pulumi-positions';
import type { Adapter, ArtifactInput } from '../artifact';
import { withHome } from '../providers/provider-home';
import { providerModel } from '../providers/provider-model';
import { plannedChanges, previousUrns } from './planned-change';
import { providerRegions } from './provider-regions';
import { declaredResources, idsIn, type PulumiResource } from './pulumi-resources';

/** Reads a preview (`pulumi preview --json --show-sames`) or the state of a stack (`pulumi stack export`). */
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
  { path, directory, unit }: ArtifactInput,
  side: 'newState' | 'oldState',
): ResourceModel {
  const { steps, deployment } = objectOf(json);
  const artifact = displayPath(path, directory);
  const positionOf = positionsIn(dirname(resolve(directory, path)), directory);
  const states = Array.isArray(steps)
    ? steps.flatMap((step, index) => stateOf(objectOf(step), `/steps/${index}`, side))
    : [objectOf(deployment).resources ?? []]
        .flat()
        .map(objectOf)
        .map(
          (state, index): State => ({ state, ids: idsOf(state), pointer: `/deployment/resources/${index}` }),
        )
        .filter(({ state }) => state.delete !== true && state.external !== true);
  const regionOf = providerRegions(
    json,
    states.map(({ state }) => state),
  );
  const planned = plannedChanges([steps ?? []].flat().map(objectOf));
  // a replacement has several steps: the last one counts
  const byUrn = new Map<string, PulumiResource>();
  for (const { state, ids, pointer, previousNames = [] } of states) {
    const { urn, type, inputs, propertyDependencies, provider } = state;
    if (typeof urn !== 'string' || typeof type !== 'string') continue;
    const source = positionOf(state);
    const region = regionOf(state);
    byUrn.set(urn, {
      urn,
      type,
      inputs: objectOf(inputs),
      ...(region !== undefined && { region }),
      ids,
      dependencies: objectOf(propertyDependencies),
      ...(typeof provider === 'string' && { provider }),
      where: { artifact, pointer, path: urn, ...(source && { source }) },
      planned: planned.get(urn),
      previousNames,
    });
  }
  return withOmittedResources(
    providerModel(declaredResources([...byUrn.values()], withConfiguredHome(unit, json))),
    json,
  );
}

/** Returns the unit with the account and region in the configuration of the stack: `aws:region`, `aws:allowedAccountIds`. */
function withConfiguredHome(unit: DeploymentUnit, json: unknown): DeploymentUnit {
  const { 'aws:region': region, 'aws:allowedAccountIds': accounts } = objectOf(objectOf(json).config);
  return withHome(unit, region, typeof accounts === 'string' ? (accounts.match(/\d{12}/g) ?? []) : accounts);
}

/** Marks the coverage as uncertain if the preview omits unchanged resources, because they may include flow logs. */
function withOmittedResources(model: ResourceModel, json: unknown): ResourceModel {
  const { steps, changeSummary } = objectOf(json);
  const includedSames = [steps ?? []].flat().filter((step) => objectOf(step).op === 'same').length;
  const omitted = Number(objectOf(changeSummary).same ?? 0) - includedSames;
  if (omitted <= 0) return model;
  const uncertainty = `the preview omits ${omitted} unchanged resources: create it with --show-sames`;
  return { ...model, networks: model.networks.map((network) => ({ ...network, uncertainty })) };
}

interface State {
  readonly state: Readonly<Record<string, unknown>>;
  readonly ids: readonly string[];
  readonly pointer: string;
  /** @default - none */
  readonly previousNames?: readonly string[];
}

function stateOf(
  step: Readonly<Record<string, unknown>>,
  pointer: string,
  side: 'newState' | 'oldState',
): State[] {
  const state = objectOf(step[side]);
  // only the new state counts: the old state of a replaced resource is marked for deletion, too
  const isDeleted =
    side === 'newState' && (state.delete === true || /^delete|^discard|remove/.test(String(step.op)));
  // a resource that is read belongs to another program, like a data source
  if (isDeleted || state.urn === undefined || state.external === true || /^read/.test(String(step.op)))
    return [];
  // only the old state of an unchanged resource contains the ids that other resources reference
  return [
    {
      state,
      ids: [...idsOf(state), ...idsOf(objectOf(step.oldState))],
      pointer: `${pointer}/${side}`,
      previousNames: previousUrns(step),
    },
  ];
}

function idsOf(state: Readonly<Record<string, unknown>>): string[] {
  return idsIn(state, objectOf(state.outputs));
}
