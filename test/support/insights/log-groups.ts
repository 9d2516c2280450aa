import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { LogFormat } from '../../../aws/format';
import { type Network, rawPath } from '../../questions/network-files';
import type { LogEvent } from './run-query';

/** Records of one format, as a log group has them. */
export interface LogGroup {
  readonly format: LogFormat;
  readonly events: readonly LogEvent[];
}

/** Returns the raw AWS records of a network by format. The flow log of a file stands for the log group of its records. */
export function groupsOf(network: Network): LogGroup[] {
  const groups = new Map<string, LogEvent[]>();
  for (const source of network.sources.filter((path) => path.startsWith('AWSLogs/'))) {
    const bytes = readFileSync(rawPath(network, source));
    const text = (source.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    const [header = '', ...records] = text.trim().split('\n');
    const events = groups.get(header) ?? [];
    groups.set(header, events);
    for (const message of records) events.push(eventOf(header, message, flowLogOf(source)));
  }
  return [...groups].map(([header, events]) => ({ format: LogFormat.fromNames(header), events }));
}

/** The name of a log stream contains the interface. */
function eventOf(header: string, message: string, log: string): LogEvent {
  const names = header.split(' ');
  const values = message.split(' ');
  const tokenOf = (name: string) => values[names.indexOf(name)] ?? '-';
  return {
    timestamp: Number(tokenOf('start')) * 1000,
    message,
    log,
    logStream: `${tokenOf('interface-id')}-all`,
  };
}

function flowLogOf(source: string): string {
  return /fl-[0-9a-f]+/.exec(source)?.[0] ?? source;
}
