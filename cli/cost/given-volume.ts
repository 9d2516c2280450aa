import type { CostedFlowLog } from '../../aws/cost/costed-flow-log';
import { parseQuantity } from '../../aws/cost/quantities';
import { UsageError } from '../exit';

/**
 * Volumes from the command line: `1.5` for every flow log, `Network/FlowLogs=1.5` for one of them.
 *
 * @throws UsageError for what is not a volume, names no flow log, or leaves one out
 */
export function givenVolumes(
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
    throw new UsageError(`no flow log is called ${unknown.join(', ')}: there are ${names.join(', ')}`);
  }
  return new Map(
    flowLogs.map((flowLog) => {
      const volume = volumes.get(flowLog.title) ?? volumes.get(undefined);
      if (volume === undefined) {
        throw new UsageError(
          `the volume of ${flowLog.title} is not given: add --gb-per-day '${flowLog.title}=1'`,
        );
      }
      return [flowLog, volume];
    }),
  );
}

function bytesOf(text: string): bigint {
  const bytes = parseQuantity(text);
  if (bytes !== undefined) return bytes;
  throw new UsageError(
    `${JSON.stringify(text)} is no volume: give GB a day with at most 9 decimals, such as 1.5`,
  );
}
