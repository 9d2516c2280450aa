import { readParameterFiles } from '../../standard/adapters/parameter-file';
import { readArtifacts } from '../../standard/adapters/read-artifact';
import { type CostedFlowLog, type CostOptions, costedFlowLog } from '../../standard/cost/costed-flow-log';
import { type FlowLog, notUnderstood } from '../../standard/facts';
import { unreadNotes } from '../output/unread-notes';
import { UserError } from '../user-error';

/** The flow logs of artifacts, and what the estimate lacks. */
export interface ReadFlowLogs {
  readonly flowLogs: readonly CostedFlowLog[];
  /** Flow logs without an estimate, and parts of the artifacts that were not read. */
  readonly notes: readonly string[];
  /** Artifacts in which nothing was understood. */
  readonly opaque: readonly string[];
}

/**
 * Reads the flow logs of artifacts.
 *
 * @param parameterFiles files with the values of parameters or variables
 * @throws UserError if the artifacts were understood, and have no flow log
 */
export async function readFlowLogs(
  paths: readonly string[],
  options: CostOptions,
  parameterFiles: readonly string[] = [],
): Promise<ReadFlowLogs> {
  const parameters = parameterFiles.length > 0 ? await readParameterFiles(parameterFiles) : undefined;
  const { current } = await readArtifacts(paths, parameters ? { parameters } : {});
  const unread = unreadNotes(current.unread);
  const opaque = notUnderstood(current);
  if (current.flowLogs.length === 0 && opaque.length === 0) {
    throw new UserError(
      [`${paths.join(', ')} has no flow log: add a flow log, then create the artifact again`, ...unread].join(
        '; ',
      ),
    );
  }
  const all = current.flowLogs.map((fact) => ({ fact, costed: costedFlowLog(fact, options) }));
  return {
    flowLogs: all.flatMap(({ costed }) => (costed.known ? [costed.value] : [])),
    notes: [
      ...all.flatMap(({ fact, costed }) => (costed.known ? [] : [notEstimated(fact, costed.reason)])),
      ...(current.unpricedNormalizers ?? []).map(
        ({ title }) => `${title} is a normalizer, whose function, table and queries are not estimated`,
      ),
      ...unread,
    ],
    opaque,
  };
}

function notEstimated({ title }: FlowLog, reason: string): string {
  return `${title} is not estimated: its destination type is unknown, because ${reason}`;
}
