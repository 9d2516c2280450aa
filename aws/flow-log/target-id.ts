import { TARGET_KINDS, TargetKind } from './target-kind';

/** What is wrong with the id of a target. */
export interface TargetIdProblem {
  /** What the received text is, such as `the id of a Subnet`. */
  readonly received: string;
  /** The kind whose ids have the form of the received text, if it is another one. */
  readonly kind?: TargetKind;
  /** The id that the received text contains, if it is an ARN or differs in case and white space only. */
  readonly id?: string;
}

const ARN = /^arn:[^:]+:ec2:[^:]*:[^:]*:[^/]+\/(?<id>[^/]+)$/;

/**
 * Returns what is wrong with the id of a target; `undefined` if the id has the form of its kind.
 *
 * Source: Amazon EC2 User Guide, "Resource IDs": a prefix, a hyphen, and 8 or 17 lower-case hexadecimal digits.
 */
export function targetIdProblem(kind: TargetKind, text: string): TargetIdProblem | undefined {
  if (kindOfTargetId(text) === kind || isPlaceholderId(text)) return undefined;
  const trimmed = text.trim().toLowerCase();
  const arnId = ARN.exec(text.trim())?.groups?.id;
  const id = arnId ?? trimmed;
  const actual = kindOfTargetId(id);
  if (actual === undefined) return { received: 'no such id' };
  const other = actual === kind ? {} : { kind: actual };
  if (arnId !== undefined) return { received: 'an ARN', id, ...other };
  if (text === id) return { received: `the id of a ${actual}`, ...other };
  return { received: 'an id with upper-case letters or white space', id, ...other };
}

/** The kind of target whose ids have this form. */
export function kindOfTargetId(id: string): TargetKind | undefined {
  const [, prefix] = /^([a-z-]+-)[0-9a-f]+$/.exec(id) ?? [];
  return Object.values(TargetKind).find((kind) => TARGET_KINDS[kind].idPrefix === prefix);
}

/**
 * Whether a text stands for an id that CDK has not looked up yet: `Vpc.fromLookup` and `StringParameter.valueFromLookup`
 * return such texts until the CDK CLI has filled the context.
 */
export function isPlaceholderId(text: string): boolean {
  return /^(vpc|[a-z])-(12345|67890)$/.test(text) || text.startsWith('dummy-value-for-');
}
