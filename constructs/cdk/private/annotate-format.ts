import type { Annotations } from 'aws-cdk-lib';
import { creatorActions } from '../../../aws/deployer/field-permissions';
import { ResourceKind } from '../../../aws/fields';
import { knownFieldLike, type LogFormat, TaggedResource } from '../../../aws/format';

/** Adds warnings and notes about a format that the app chose. */
export function annotateFormat(annotations: Annotations, format: LogFormat, kind: ResourceKind): void {
  if (format.unknownFields.length > 0) {
    const fields = format.unknownFields.map((field) => {
      const similar = knownFieldLike(field.name);
      return similar ? `${field} (did you mean \${${similar}}?)` : `${field}`;
    });
    annotations.addWarningV2(
      'cloud-flow-logs:unknownFields',
      `format contains fields that this version does not know: ${fields.join(', ')}. Check that AWS supports them. ` +
        'The tables keep their values as text',
    );
  }
  const actions = creatorActions(format).map(({ action }) => action);
  if (actions.length > 0) {
    annotations.addInfoV2(
      'cloud-flow-logs:creatorPermissions',
      `fields of the format stay empty unless the deploying principal has ${actions.join(', ')}. ` +
        '`flow-logs permissions` prints the whole policy',
    );
  }
  const empty = kind === ResourceKind.REGIONAL_NAT_GATEWAY ? format.emptyFor(kind) : [];
  if (empty.length > 0) {
    annotations.addInfoV2(
      'cloud-flow-logs:emptyFields',
      `a regional NAT gateway has no network interface, so these fields are always empty: ${empty.join(', ')}`,
    );
  }
  if (format.tags.some(({ resource }) => resource === TaggedResource.AUTO_SCALING_GROUP)) {
    annotations.addInfoV2(
      'cloud-flow-logs:autoScalingTags',
      'AWS writes the tags of Auto Scaling groups only if the account has a CloudTrail trail, and the values of the ' +
        'first hour can be wrong',
    );
  }
}
