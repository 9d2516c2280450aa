import { type FlowField, VpcField } from '../fields';
import { type FormatProblem, FormatProblemKind } from './format-problem';

/** Whose tags a flow log can write into its records. */
export enum TaggedResource {
  INSTANCE = 'instance',
  NETWORK_INTERFACE = 'network-interface',
  AUTO_SCALING_GROUP = 'auto-scaling-group',
}

/** The tags of one type of resource that a flow log writes. */
export interface TagKeys {
  readonly resource: TaggedResource;
  /**
   * One or two keys of 1 to 128 characters. The value of the first goes to the resource's first tag field
   * (`${instance-tag}`), that of the second to its second (`${instance-tag-2}`).
   */
  readonly keys: string[];
}

/** The fields of a resource's tags, by the position of the key. */
const TAG_FIELDS: Readonly<Record<TaggedResource, readonly FlowField[]>> = {
  [TaggedResource.INSTANCE]: [VpcField.INSTANCE_TAG, VpcField.INSTANCE_TAG_2],
  [TaggedResource.NETWORK_INTERFACE]: [VpcField.INTERFACE_TAG, VpcField.INTERFACE_TAG_2],
  [TaggedResource.AUTO_SCALING_GROUP]: [VpcField.ASG_TAG, VpcField.ASG_TAG_2],
};

const MAX_KEY_LENGTH = 128;

/** The fields that keys fill. */
export function fieldsOfTags(tags: TagKeys[]): FlowField[] {
  return tags.flatMap(({ resource, keys }) => TAG_FIELDS[resource].slice(0, keys.length));
}

/**
 * What is wrong with a choice of tags.
 *
 * Source: Amazon EC2 API Reference, "TagFieldSpecification".
 */
export function tagProblems(tags: TagKeys[]): FormatProblem[] {
  const resources = tags.map(({ resource }) => resource);
  return tags.flatMap(({ resource, keys }, offset) => {
    const most = TAG_FIELDS[resource].length;
    const problem = (message: string): FormatProblem => ({
      kind: FormatProblemKind.TAGS,
      text: `${resource}: ${keys.join(', ')}`,
      offset,
      message: `tags of ${resource} ${message}`,
    });
    const problems: FormatProblem[] = [];
    if (resources.indexOf(resource) < offset)
      problems.push(problem('are chosen twice: name all keys at once'));
    if (keys.length < 1 || keys.length > most)
      problems.push(problem(`have ${keys.length} keys: give 1 to ${most}`));
    if (new Set(keys).size < keys.length) problems.push(problem('name a key twice: give different ones'));
    for (const key of keys.filter(({ length }) => length < 1 || length > MAX_KEY_LENGTH)) {
      problems.push(problem(`have a key of ${key.length} characters: give 1 to ${MAX_KEY_LENGTH}`));
    }
    return problems;
  });
}
