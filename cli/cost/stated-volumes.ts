import type { CostedFlowLog } from '../../aws/cost/costed-flow-log';
import { parseQuantity } from '../../aws/cost/quantities';
import { UserError } from '../user-error';

/**
 * Parses the values of `--gb-per-day`: `1.5` for each flow log, `Network/FlowLogs=1.5` for one.
 *
 * @returns bytes per day
 * @throws UserError if a value is not a volume, a name matches no flow log, or a flow log has no volume
 */
export function statedVolumes(
  texts: readonly string[],
  flowLogs: readonly CostedFlowLog[],
): ReadonlyMap<CostedFlowLog, bigint> {
  const volumes = new Map<string | undefined, bigint>();
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    volumes.set(at === -1 ? undefined : text.slice(0, at), bytesOf(text.slice(at + 1)));
  }
  const names = flowLogs.map(({ title }) => title);
  const unknown = [...volumes.keys()].filter((name) => name !== undefined && !names.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
      `--gb-per-day names the unknown flow log ${unknown.join(', ')}: the flow logs are ${names.join(', ')}`,
    );
  }
  return new Map(
    flowLogs.map((flowLog) => {
      const volume = volumes.get(flowLog.title) ?? volumes.get(undefined);
      if (volume === undefined) {
        throw new UserError(`${flowLog.title} has no volume: add --gb-per-day '${flowLog.title}=1'`);
      }
      return [flowLog, volume];
    }),
  );
}

function bytesOf(text: string): bigint {
  const bytes = parseQuantity(text);
  if (bytes !== undefined) return bytes;
  throw new UserError(
    `--gb-per-day ${JSON.stringify(text)} is not a volume: give GB per day with at most 9 decimals, such as 1.5`,
  );
}
