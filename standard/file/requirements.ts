import { type Profile, requirementOf } from '../profile';
import type { Requirement, RetentionRequirement } from '../requirement';
import { FieldOrder } from './field-order';
import type { StandardFile } from './standard-file';

type Retention = NonNullable<NonNullable<StandardFile['aws']>['retention']>;

/**
 * Returns what the file requires, followed by what each of its profiles requires. A value in the file replaces the values
 * of the profiles.
 *
 * @param fields the required fields of the file and of its profiles
 */
export function requirementsOf(
  file: StandardFile,
  profiles: readonly Profile[],
  fields: readonly string[],
): Requirement[] {
  return [ownRequirement(file, fields), ...profiles.map((profile) => profileRequirement(profile, file))];
}

function ownRequirement({ aws, azure }: StandardFile, fields: readonly string[]): Requirement {
  const { required, order } = aws?.format ?? {};
  return {
    aws: {
      ...(aws?.traffic !== undefined && { traffic: aws.traffic }),
      fields: required ?? [],
      // a file without fields of its own orders those of its profiles
      ordered: order === FieldOrder.EXACT ? (required ?? fields) : [],
      ...daysOf(aws?.retention),
    },
    azure: daysOf(azure?.retention),
  };
}

function profileRequirement(profile: Profile, file: StandardFile): Requirement {
  const { aws, azure } = requirementOf(profile);
  const { required = [], order } = aws?.format ?? {};
  const isOrdered = order === FieldOrder.EXACT && file.aws?.format?.order === undefined;
  return {
    profile,
    aws: {
      ...(aws?.traffic !== undefined && file.aws?.traffic === undefined && { traffic: aws.traffic }),
      fields: required,
      ordered: isOrdered ? required : [],
      ...daysOf(aws?.retention, file.aws?.retention),
    },
    azure: daysOf(azure?.retention, file.azure?.retention),
  };
}

/** The periods that a section sets, without those that another section replaces. */
function daysOf(
  { minDays, hotDays }: Partial<Retention> = {},
  by: Partial<Retention> = {},
): RetentionRequirement {
  return {
    ...(minDays !== undefined && by.minDays === undefined && { minDays }),
    ...(hotDays !== undefined && by.hotDays === undefined && { hotDays }),
  };
}
