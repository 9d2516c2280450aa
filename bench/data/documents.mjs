import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Records in a document of a subscription. AWS states no number. */
export const EVENTS_IN_BATCH = 100;
const LOG_GROUPS = ['/vpc/flow-logs', '/vpc/flow-logs-of-another-team'];
const ID_DIGITS = 56;

/** Forms in which AWS delivers the records of a text file, with the function that makes them of its lines. */
export const DOCUMENT_FORMS = {
  'CloudWatch Logs subscription': (lines) => batches(lines, 1),
  'CloudWatch Logs, two log groups in turns': (lines) => batches(lines, 2),
  Firehose: (lines) => [gzipSync(lines.map((message) => `${JSON.stringify({ message })}\n`).join(''))],
};

/** Writes the records of text files in another form, one file for each, or returns the directory of an earlier run. */
export function documentsOf(form, { directory, files }) {
  const target = join(directory, '..', form.replaceAll(/[ ,]+/g, '-').toLowerCase());
  if (existsSync(target)) return target;
  const temporary = `${target}.part`;
  rmSync(temporary, { recursive: true, force: true });
  for (const [index, { path }] of files.entries()) {
    const lines = gunzipSync(readFileSync(join(directory, path)))
      .toString('latin1')
      .trimEnd()
      .split('\n');
    const file = join(temporary, `${index}.json.gz`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.concat(DOCUMENT_FORMS[form](lines.slice(1))));
  }
  renameSync(temporary, target);
  return target;
}

/** Batches as a subscription delivers them: each compressed, from one log stream. */
function batches(lines, logGroups) {
  const all = [];
  for (let start = 0; start < lines.length; start += EVENTS_IN_BATCH) {
    const logEvents = lines.slice(start, start + EVENTS_IN_BATCH).map((message, index) => ({
      id: String(start + index).padStart(ID_DIGITS, '3'),
      timestamp: 1_795_341_600_000 + start,
      message,
    }));
    const batch = {
      messageType: 'DATA_MESSAGE',
      owner: '123456789010',
      logGroup: LOG_GROUPS[all.length % logGroups],
      logStream: `eni-${String(all.length % 50).padStart(17, '0')}-all`,
      subscriptionFilters: ['lake'],
      logEvents,
    };
    all.push(gzipSync(JSON.stringify(batch)));
  }
  return all;
}
