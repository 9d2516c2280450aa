import { counted } from '../output/counted';
import { visibleText } from '../output/visible-text';
import type { Explanation, RunReport } from './run-totals';

/** The report as text, with the next command to run. */
export function reportText(report: RunReport, outDirectory: string): string {
  const {
    files,
    records,
    rows,
    rejects,
    duplicates,
    byStatus,
    byRejectCode,
    outputs,
    remaining,
    explained = [],
  } = report;
  const totals = [
    counted(rows, 'row'),
    counted(rejects, 'reject'),
    ...(duplicates > 0 ? [counted(duplicates, 'duplicate')] : []),
  ];
  const lines = [`${counted(records, 'record')} from ${counted(files, 'file')}: ${totals.join(', ')}`];
  if (rows > 0) lines.push(`  status   ${counts(byStatus)}`, `  traffic  ${traffic(report)}`);
  if (rejects > 0) lines.push(`  rejects  ${counts(byRejectCode)}`);
  lines.push(...explained.map(explanationText));
  if (remaining > 0)
    lines.push(
      `  stopped  ${counted(remaining, 'more file')} ${remaining === 1 ? 'is' : 'are'} not processed`,
    );
  if (outputs.length > 0) lines.push(`  written  ${counted(outputs.length, 'file')} below ${outDirectory}`);
  if (rows > 0) lines.push(`next: flow-logs query ${shellWord(outDirectory)} --question top-talkers`);
  return lines.join('\n');
}

function explanationText({ source, form, title, reason, layers, records }: Explanation): string {
  const within = layers.length > 0 ? ` in ${[...layers].reverse().join(' in ')}` : '';
  return `  explain  ${visibleText(source)}: ${title} (${form})${within}, because ${reason}; ${counted(records, 'record')}`;
}

function traffic({ packetsOut, bytesOut, packetsIn, bytesIn }: RunReport): string {
  const out = `${packetsOut} packets, ${bytesOut} bytes from source to destination`;
  const hasReplies = packetsIn !== '0' || bytesIn !== '0';
  return hasReplies ? `${out}; ${packetsIn} packets, ${bytesIn} bytes in reply` : out;
}

/** Counts by name in one line. */
export function counts(byName: Readonly<Record<string, number>>): string {
  const parts = Object.entries(byName).map(([name, n]) => `${name} ${n}`);
  return parts.join(', ') || 'none';
}

/** A path as a shell takes it. */
function shellWord(path: string): string {
  return /^[\w./:=@%+,-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
