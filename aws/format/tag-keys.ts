import { type FlowField, VpcField } from '../fields';
import { type FormatProblem, FormatProblemKind } from './format-problem';

/** Types of resources whose tags a flow log can write into its records. */
export enum TaggedResource {
  INSTANCE = 'instance',
  NETWORK_INTERFACE = 'network-interface',
  AUTO_SCALING_GROUP = 'auto-scaling-group',
}

/**
 * The tag keys of one type of resource. The flow log writes their values into its records.
 *
 * @example
 * LogFormat.RECOMMENDED.withTags({ resource: TaggedResource.INSTANCE, keys: ['Team', 'Service'] });
 */
export interface TagKeys {
  /** Type of the resources that have the tags. */
  readonly resource: TaggedResource;
  /**
   * One or two keys of 1 to 128 characters. The value of the first key goes to the first tag field of the resource
   * (`${instance-tag}`), the value of the second key to the second one (`${instance-tag-2}`).
   */
  readonly keys: string[];
}

/** Tag fields of each resource, by position of the key. */
const TAG_FIELDS: Readonly<Record<TaggedResource, readonly FlowField[]>> = {
  [TaggedResource.INSTANCE]: [VpcField.INSTANCE_TAG, VpcField.INSTANCE_TAG_2],
  [TaggedResource.NETWORK_INTERFACE]: [VpcField.INTERFACE_TAG, VpcField.INTERFACE_TAG_2],
  [TaggedResource.AUTO_SCALING_GROUP]: [VpcField.ASG_TAG, VpcField.ASG_TAG_2],
};

const MAX_KEY_LENGTH = 128;

/** The fields that tag keys fill. */
export function fieldsOfTags(tags: TagKeys[]): FlowField[] {
  return tags.flatMap(({ resource, keys }) => TAG_FIELDS[resource].slice(0, keys.length));
}

/**
 * The problems of tag keys. The offset of a problem is the position in the list.
 *
 * Source: Amazon EC2 API Reference, "TagFieldSpecification".
 */
export function tagProblems(tags: TagKeys[]): FormatProblem[] {
  const resources = tags.map(({ resource }) => resource);
  return tags.flatMap(({ resource, keys }, offset) => {
    const most = TAG_FIELDS[resource].length;
    const problem = (sentence: string): FormatProblem => ({
      kind: FormatProblemKind.TAGS,
      text: `${resource}: ${keys.join(', ')}`,
      offset,
      message: `The tag keys of "${resource}" ${sentence}`,
    });
    const problems: FormatProblem[] = [];
    if (resources.indexOf(resource) < offset)
      problems.push(problem('are specified twice. Specify all keys of a resource together.'));
    if (keys.length < 1 || keys.length > most)
      problems.push(problem(`are ${keys.length}. Specify 1 to ${most} keys.`));
    if (new Set(keys).size < keys.length)
      problems.push(problem('contain the same key twice. Specify different keys.'));
    for (const key of keys.filter(({ length }) => length < 1 || length > MAX_KEY_LENGTH)) {
      const length = `${key.length} characters`;
      problems.push(
        problem(`contain a key of ${length}. Specify keys of 1 to ${MAX_KEY_LENGTH} characters.`),
      );
    }
    return problems;
  });
}
