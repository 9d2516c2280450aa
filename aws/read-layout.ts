import { STREAM_ERRORS, STREAMS } from './stream-key';

/** Folder for copies of flow logs with names that log delivery does not assign, such as exports of CloudWatch Logs. */
export const IMPORTS = 'imports';

/** Why the normalizer does not read an object. */
export interface SkippedKey {
  readonly reason: string;
  /** Whether a delivery stream wrote the object because it could not deliver records. */
  readonly isStreamError: boolean;
}

/**
 * Returns why the normalizer does not read the object with a key; undefined if it reads the object. It reads the objects
 * in three kinds of folders, below any other folder:
 *
 * - `AWSLogs/` with the service `vpcflowlogs`: files of log delivery, with any file name;
 * - `streams/`: objects of the lake's delivery streams;
 * - `imports/`: copies of flow logs in any form that the normalizer reads.
 *
 * An unreadable object in these folders is a failure. Other objects in the bucket are no flow logs of the lake:
 * inventory reports, query results, the logs of other services.
 */
export function skippedKey(key: string): SkippedKey | undefined {
  const folders = key.split('/');
  const file = folders.pop();
  if (folders.includes(STREAM_ERRORS)) return skip('a delivery stream could not process the records', true);
  if (file === '') return skip('the key is that of a folder');
  if (folders.includes(STREAMS) || folders.includes(IMPORTS) || isDelivered(folders)) return undefined;
  return skip(
    `the key is outside of the folders AWSLogs/.../vpcflowlogs/, ${STREAMS}/ and ${IMPORTS}/, which the normalizer reads`,
  );
}

/** Whether log delivery writes flow logs to these folders. Source: Amazon VPC User Guide, "Flow log files". */
function isDelivered(folders: readonly string[]): boolean {
  const below = folders.slice(folders.indexOf('AWSLogs') + 1);
  return (
    folders.includes('AWSLogs') &&
    (below.includes('vpcflowlogs') || below.includes('aws-service=vpcflowlogs'))
  );
}

function skip(reason: string, isStreamError = false): SkippedKey {
  return { reason, isStreamError };
}
