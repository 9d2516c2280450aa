// JSON.parse alone: the lower bound for every reader that uses it. It splits no tuple and writes nothing.
import { readFileSync } from 'node:fs';
import { filesBelow, settings } from './settings.mjs';

let rows = 0;
for (const path of filesBelow(settings.directory)) {
  const { records } = JSON.parse(readFileSync(path, 'utf8'));
  for (const { flowRecords } of records) {
    for (const { flowGroups } of flowRecords.flows) {
      for (const { flowTuples } of flowGroups) rows += flowTuples.length;
    }
  }
}
process.stdout.write(`${JSON.stringify({ rows })}\n`);
