import { kindsThatFill } from '../../aws/fields';
import { type AwsFlowLog, known, unknownAt, type Value } from '../facts';
import type { Standard } from '../standard';
import { isForAll, resourceKindOf } from './written-format';

/** The required fields that a log format lacks, without those that the target cannot fill: AWS rejects them. */
export function missingFrom(
  names: readonly string[],
  flowLog: AwsFlowLog,
  required: readonly string[],
  at?: string,
): Value<readonly string[]> {
  const absent = required.filter((name) => !names.includes(name));
  if (absent.length === 0) return known([], at);
  const kind = resourceKindOf(flowLog);
  const missing = absent.filter((name) =>
    kind.known ? kindsThatFill(name).has(kind.value) : isForAll(name),
  );
  return missing.length === 0 && !kind.known ? unknownAt(kind) : known(missing, at);
}

/** The position of the first field that is not in the required order; `undefined` if all are. Missing fields are ignored. */
export function misplacedField(names: readonly string[], ordered: readonly string[]): number | undefined {
  const first = presentIn(names, ordered).findIndex((name, index) => names[index] !== name);
  return first === -1 ? undefined : first;
}

/** The fields of an order that a log format has. */
export function presentIn(names: readonly string[], ordered: readonly string[]): readonly string[] {
  return ordered.filter((name) => names.includes(name));
}

/** Fields with those of the required order first. */
export function orderedFields(names: readonly string[], { requirements }: Standard): string[] {
  const first = presentIn(
    names,
    requirements.flatMap(({ aws }) => aws.ordered),
  );
  return [...first, ...names.filter((name) => !first.includes(name))];
}
