import { type ByteCount, inflate } from '../flows/input/inflate';
import type { OpenedSource } from '../flows/input/opened-source';
import type { Kernel } from '../flows/kernel/kernel';
import type { KernelTable } from '../flows/kernel/kernel-table';
import { tableSink } from '../flows/kernel/table-sink';
import { TextLines } from '../flows/kernel/text-lines';
import { TextWindow } from '../flows/kernel/text-window';
import type { FlowSink } from '../flows/table-writer';
import type { AwsForm } from './forms/aws-form';
import { TEXT_FORM } from './forms/text';
import { KernelRecordSink } from './kernel-record-sink';
import type { NormalizeOptions } from './normalize-options';
import { originOf } from './source-origin';
import { KernelTextReader } from './text/kernel-text-reader';

/** Where the kernel writes rows, and where all else goes. */
export interface KernelTargets {
  readonly kernel: Kernel;
  readonly table: KernelTable;
  readonly rest: Omit<FlowSink, 'row'>;
}

/** Reads an opened source of a form with the kernel. Returns the number of decompressed bytes. */
export function readWithKernel(
  form: AwsForm,
  opened: OpenedSource,
  targets: KernelTargets,
  options: NormalizeOptions,
): Promise<number> {
  return form === TEXT_FORM
    ? readText(opened, targets, options)
    : readRecords(form, opened, targets, options);
}

async function readText(
  { source, bytes }: OpenedSource,
  { kernel, table, rest }: KernelTargets,
  { format, maxBytes = Number.POSITIVE_INFINITY }: NormalizeOptions,
): Promise<number> {
  const window = new TextWindow(kernel, bytes, maxBytes);
  await new TextLines(kernel, window, new KernelTextReader(originOf(source), table, rest, format)).read();
  return window.count.inflated;
}

/** Reads the records of a form that is not text. */
async function readRecords(
  form: AwsForm,
  { source, bytes }: OpenedSource,
  { kernel, table, rest }: KernelTargets,
  { format, maxBytes }: NormalizeOptions,
): Promise<number> {
  const origin = originOf(source);
  const count: ByteCount = { stored: 0, inflated: 0 };
  const records = new KernelRecordSink(kernel, table, rest, origin);
  const reading = { origin, records, sink: tableSink(table, rest), format, maxBytes };
  if (form.readWindow) {
    const window = new TextWindow(kernel, bytes, maxBytes ?? Number.POSITIVE_INFINITY);
    await form.readWindow(window, { ...reading, kernel, records });
    return window.count.inflated;
  }
  const inflated = inflate(bytes, { maxBytes, count });
  if (form.readBytes) await form.readBytes(inflated, { ...reading, kernel, records });
  else await form.read(inflated, reading);
  return count.inflated;
}
