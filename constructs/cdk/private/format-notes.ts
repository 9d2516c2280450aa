import type { Annotations } from 'aws-cdk-lib';
import { creatorActions } from '../../../aws/deployer/field-permissions';
import { ResourceKind } from '../../../aws/fields';
import { knownFieldLike, type LogFormat, TaggedResource } from '../../../aws/format';

/** Tells what a user would want to know of a format, and what nobody can check. */
export function noteFormat(annotations: Annotations, format: LogFormat, kind: ResourceKind): void {
  if (format.unknownFields.length > 0) {
    const fields = format.unknownFields.map((field) => {
      const near = knownFieldLike(field.name);
      return near ? `${field} (did you mean \${${near}}?)` : `${field}`;
    });
    annotations.addWarningV2(
      'cloud-flow-logs:unknownFields',
      `this version does not know ${fields.join(', ')}: AWS must know them, their values are kept as text`,
    );
  }
  const actions = creatorActions(format).map(({ action }) => action);
  if (actions.length > 0) {
    annotations.addInfoV2(
      'cloud-flow-logs:creatorPermissions',
      `who deploys a flow log with these fields needs ${actions.join(', ')}, or the fields stay empty; ` +
        '`flow-logs permissions` prints the whole policy',
    );
  }
  const empty = kind === ResourceKind.REGIONAL_NAT_GATEWAY ? format.emptyFor(kind) : [];
  if (empty.length > 0) {
    annotations.addInfoV2(
      'cloud-flow-logs:emptyFields',
      `a regional NAT gateway has no network interface, so these fields will always be empty: ${empty.join(', ')}`,
    );
  }
  if (format.tags.some(({ resource }) => resource === TaggedResource.AUTO_SCALING_GROUP)) {
    annotations.addInfoV2(
      'cloud-flow-logs:autoScalingTags',
      'tags of Auto Scaling groups are written only where the account has a CloudTrail trail; the first hour may be wrong',
    );
  }
}
