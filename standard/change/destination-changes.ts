import {
  type Destination,
  DestinationKind,
  type FlowLog,
  PlannedAction,
  type RemovalEffect,
  UnknownCause,
  unknown,
  type Value,
} from '../facts';
import { Engine, engineOf } from './engine';
import type { DestinationChange } from './flow-log-change';
import type { ModelPairs } from './model-pairs';
import { replacementOf } from './replacements';
import { isRenamed } from './resource-pairs';

/** Returns what a change does with the destination of a flow log; `undefined` if it stays, or is unknown. */
export function destinationChange(
  before: FlowLog,
  after: FlowLog | undefined,
  pairs: ModelPairs,
): DestinationChange | undefined {
  if (!before.destination.known) return undefined;
  const old = before.destination.value;
  if (!after) return pairs.isDeleted(old) ? { before: old, effect: deletionEffect(old) } : undefined;
  if (!after.destination.known) return undefined;
  const now = after.destination.value;
  const ends = { before: old, after: now };
  if (pairs.newAddress(old.address) !== now.address) {
    if (haveSameName(old, now) && old.planned?.action !== PlannedAction.DELETE) return folderChange(old, now);
    return pairs.isDeleted(old) ? { ...ends, effect: deletionEffect(old) } : ends;
  }
  // the engine deletes a renamed destination, and creates another one
  if (isRenamed(old, now)) {
    const causes = [`its name changes from ${old.title} to ${now.title}`];
    return { ...ends, replacement: { causes, isCertain: true }, effect: deletionEffect(old) };
  }
  const replacement = replacementOf(old, now);
  return replacement ? { ...ends, replacement, effect: replacementEffect(old, now) } : folderChange(old, now);
}

/** Another folder in the same bucket, which readers of the old folder do not read. */
function folderChange(before: Destination, after: Destination): DestinationChange | undefined {
  const [old, now] = [folderOf(before), folderOf(after)];
  if (old === now) return undefined;
  const isCertain = [before, after].every(
    ({ access }) => !access.known || typeof access.value.keyPrefix === 'string',
  );
  return { before, after, folders: { before: old, after: now, isCertain } };
}

function folderOf({ kind, externalId, keyPrefix = '', access }: Destination): string {
  if (kind !== DestinationKind.S3) return '';
  if (access.known && typeof access.value.keyPrefix !== 'string')
    return JSON.stringify(access.value.keyPrefix);
  const path =
    externalId === undefined
      ? keyPrefix
      : externalId
          .replace(/^s3:\/\//, '')
          .split('/')
          .slice(1)
          .join('/');
  return path.replace(/\/$/, '');
}

/**
 * Whether new records certainly go to a destination with another ARN: the engine creates it under another name, before it
 * deletes the old one.
 */
export function hasOtherName({ before, after, replacement }: DestinationChange): boolean {
  if (!after || !replacement?.isCertain || before.address === after.address) return false;
  const names = [before.name, after.name];
  // one parameter can determine both names
  return (
    !haveSameName(before, after) && !names.every((name) => !name.known && name.cause === UnknownCause.INPUT)
  );
}

/** One resource can be declared in the app, and referenced by name elsewhere. */
function haveSameName(one: Destination, other: Destination): boolean {
  return one.kind === other.kind && one.name.known && other.name.known && one.name.value === other.name.value;
}

function deletionEffect(destination: Destination): Value<RemovalEffect> {
  const { removal, planned } = destination;
  // a template does not state the mode of its deployment
  if (engineOf(destination) === Engine.ARM && !planned) return DEPENDS_ON_MODE;
  return removal?.onDelete ?? UNKNOWN;
}

function replacementEffect({ removal: old }: Destination, { removal }: Destination): Value<RemovalEffect> {
  const [was, is] = [old?.onReplace ?? UNKNOWN, removal?.onReplace ?? UNKNOWN];
  if (!was.known || !is.known || was.value === is.value) return is;
  return unknown('the deployment also changes what happens to its data');
}

const DEPENDS_ON_MODE = unknown(
  'a deployment in incremental mode keeps it and its records; complete mode and deployment stacks can delete them',
);
const UNKNOWN = unknown('the artifact does not state what happens to its data');
