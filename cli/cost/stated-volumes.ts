import { parseQuantity } from '../../flows/cost/quantities';
import type { CostedFlowLog } from '../../standard/cost/costed-flow-log';
import { UserError } from '../user-error';
import type { FlowLogNames } from './flow-log-names';

/** Splits `a=1,b=2`. A key of an instance, such as `flow["a,b"]`, can contain commas. */
export function volumeList(text: string): string[] {
  return text.match(/(?:\["(?:[^"\\]|\\.)*"\]|[^,])+/g) ?? [];
}

/**
 * Parses the values of `--gb-per-day`: `1.5` for each flow log, `Network/FlowLogs=1.5` for one.
 *
 * @returns bytes per day
 * @throws UserError if a value is not a volume, two values apply to the same flow logs, a name matches no flow log or several,
 *   or a flow log has no volume
 */
export function statedVolumes(
  texts: readonly string[],
  flowLogs: readonly CostedFlowLog[],
  names: FlowLogNames,
): ReadonlyMap<CostedFlowLog, bigint> {
  const volumes = new Map<CostedFlowLog, string>();
  let forAll: string | undefined;
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    if (at === -1) {
      if (forAll !== undefined) throw new UserError(twice('every flow log', forAll, text));
      forAll = text;
      continue;
    }
    const flowLog = flowLogNamed(text.slice(0, at), names);
    const earlier = volumes.get(flowLog);
    if (earlier !== undefined) throw new UserError(twice(names.of(flowLog), earlier, text.slice(at + 1)));
    volumes.set(flowLog, text.slice(at + 1));
  }
  return new Map(
    flowLogs.map((flowLog) => {
      const volume = volumes.get(flowLog) ?? forAll;
      if (volume === undefined) {
        const name = names.of(flowLog);
        throw new UserError(`${name} has no volume: add --gb-per-day '${name}=1'`);
      }
      return [flowLog, bytesOf(volume)];
    }),
  );
}

function flowLogNamed(name: string, names: FlowLogNames): CostedFlowLog {
  const [found, another, ...more] = names.withName(name);
  if (!found) {
    throw new UserError(
      `--gb-per-day names the unknown flow log ${name}: the flow logs are ${names.all.join(', ')}`,
    );
  }
  if (!another) return found;
  const candidates = [found, another, ...more].map((each) => names.of(each));
  throw new UserError(`--gb-per-day names ${name}, which is ambiguous: give one of ${candidates.join(', ')}`);
}

function twice(what: string, first: string, second: string): string {
  return `--gb-per-day has two volumes for ${what}, ${first} and ${second}: give one, or NAME=GB for a single flow log`;
}

function bytesOf(text: string): bigint {
  const bytes = parseQuantity(text);
  if (bytes !== undefined) return bytes;
  throw new UserError(
    `--gb-per-day ${JSON.stringify(text)} is not a volume: give GB per day with at most 9 decimals, such as 1.5`,
  );
}
