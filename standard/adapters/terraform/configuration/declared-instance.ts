import { addressIn, type Fact, known, unknown, type Value } from '../../../facts';
import { displayPath } from '../../../locations/display-path';
import type { ArtifactInput } from '../../artifact';
import type { DeclaredResource } from '../../providers/declared-resource';
import { plainValue } from '../expression/plain-value';
import { reasonOf, settle } from '../expression/settle';
import {
  Alternatives,
  isList,
  isMap,
  JsonText,
  type TerraformValue,
  Unresolved,
} from '../expression/terraform-value';
import { instanceKey } from '../instance-key';
import type { ConfiguredResource } from './configured-resource';
import type { Block } from './module-files';
import { oneOfAlternatives } from './one-of-alternatives';
import { nestedReferenceIn, policyJson, textOf } from './policy-json';
import { resourceReference } from './resource-reference';
import { resourcesIn } from './resources-in';

/** Creates the declared resource of an instance. */
export function declaredInstance(resource: ConfiguredResource, input: ArtifactInput): DeclaredResource {
  const { address, type, block, constructPath } = resource;
  const { region, account } = resource.settings;
  const { formula, text = 'its count is positive' } = resource.existence;
  const own = resource.configured('region');
  const effectiveRegion = typeof own === 'string' ? own : region;
  const unit = {
    ...input.unit,
    ...(effectiveRegion !== undefined && { region: effectiveRegion }),
    ...(account !== undefined && { account }),
  };
  return {
    type,
    address,
    fact: {
      ...blockFact(block, 'resource', address, { ...input, unit }, constructPath),
      type,
      ...(formula !== true && { existsIf: { formula, text } }),
    },
    provider: resource.provider,
    document: (argument) => policyJson(resource.configured(argument)),
    partialText: (argument) => {
      const value = resource.configured(argument);
      return value === undefined || value === null ? undefined : textOf(value);
    },
    nestedReference: (argument, path) => nestedReferenceIn(resource.configured(argument), path),
    value: (argument) => declaredValue(resource.configured(argument)),
    reference: (argument) => resourceReference(partOf(resource, argument), input.unit),
    namedResources: (argument) => [...resourcesIn(partOf(resource, argument) ?? null).addresses],
  };
}

/** Returns an argument, or a part of it by its path: `body.properties.targetResourceId`. */
function partOf(resource: ConfiguredResource, path: string): TerraformValue | undefined {
  const [argument = '', ...names] = path.split('.');
  let value = resource.configured(argument);
  for (const name of names) {
    const settled = value === undefined ? undefined : settle(value);
    const content = settled instanceof JsonText ? settle(settled.content) : settled;
    if (content === undefined) return undefined;
    if (isMap(content)) value = content.get(name);
    else if (isList(content))
      value = /^\d+$/.test(name) ? content[Number(name)] : memberOfOnly(content, name);
    else return content instanceof Unresolved ? content : undefined;
  }
  return value ?? undefined;
}

/** Returns a member of the only item of a list: an argument of a block. */
function memberOfOnly(list: readonly TerraformValue[], name: string): TerraformValue | undefined {
  const [block, another] = list;
  const settled = block === undefined || another !== undefined ? undefined : settle(block);
  if (settled instanceof Unresolved) return settled;
  return settled !== undefined && isMap(settled) ? settled.get(name) : undefined;
}

/** Returns the fact of a block. */
export function blockFact(
  { labels, file }: Block,
  kind: string,
  address: string,
  { unit, directory }: ArtifactInput,
  constructPath?: string,
): Omit<Fact, 'cloud' | 'type'> {
  return {
    unit,
    localName: address,
    address: addressIn(unit, address),
    title:
      constructPath === undefined
        ? address
        : `${constructPath.replace(/\/Resource$/, '')}${instanceKey(address)}`,
    where: {
      artifact: displayPath(file, directory),
      pointer: `/${[kind, ...labels].join('/')}`,
      path: constructPath ?? address,
    },
  };
}

/** Returns a value as plain JSON. Placeholders replace the unknown parts of blocks, lists and JSON text. */
function declaredValue(value: TerraformValue | undefined): Value<unknown> {
  if (value === undefined) return known(undefined);
  const settled = settle(value);
  if (settled instanceof Alternatives) return oneOfAlternatives(settled, declaredValue);
  const open = settled instanceof JsonText ? undefined : reasonOf(settled);
  if (open) return unknown(open.reason, undefined, open.cause);
  const { value: plain, unknownBlocks } = plainValue(settled);
  return unknownBlocks ? unknown(unknownBlocks.reason, undefined, unknownBlocks.cause) : known(plain);
}
