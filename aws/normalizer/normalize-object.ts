import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { Enricher } from '../../flows/enrichment/enricher';
import type { NormalizeResult } from '../../flows/normalize-source';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import type { LogFormat } from '../format';
import { normalize } from '../normalize';
import { skippedKey } from '../read-layout';
import { parseStreamKey } from '../stream-key';
import type { EnrichmentSource } from './enrichment-source';
import { type Measurement, successMeasurement } from './metrics';
import { failure, type ObjectOutcome, skipped } from './object-outcome';
import { ObjectProgress } from './object-progress';
import type { ObjectStore } from './object-store';
import type { PartitionRegistrar } from './partition-registrar';
import { RequestRetries } from './request-retries';
import { CorruptTransferError } from './s3-body';
import { type ObjectReference, sourceOf } from './s3-events';
import { ENVIRONMENT, type Settings } from './settings';
import type { ThreatReport } from './threat-report';

/** How often an object is read if its bytes differ from those that S3 stores. */
const MAX_READS = 3;

/** Settings and services to normalize an object with. */
export interface ObjectContext {
  readonly settings: Settings;
  readonly store: ObjectStore;
  /** Current time in milliseconds since 1970. */
  readonly now: () => number;
  /** @default - not reported */
  readonly progress?: ObjectProgress;
  /** @default - rows are not enriched */
  readonly enrichment?: EnrichmentSource;
  /** @default - partitions are not registered */
  readonly registrar?: PartitionRegistrar;
}

/**
 * Normalizes an object: uploads its table files, or returns the reason why it cannot be read. Objects outside the folders
 * of flow logs are skipped.
 */
export async function normalizeObject(
  object: ObjectReference,
  context: ObjectContext,
): Promise<ObjectOutcome> {
  const { settings, enrichment, progress = new ObjectProgress() } = context;
  progress.begin();
  const skip = skippedKey(object.key);
  if (skip) return skipped(object, skip.reason, skip.isStreamError);
  const loaded = await enrichment?.load();
  const reports = loaded?.measurement ? [loaded.measurement] : [];
  const retries = new RequestRetries(settings.maxObjectMillis, () => progress.retried());
  let threats: ThreatReport | undefined;
  const onWritten = (report: ThreatReport | undefined) => {
    threats = report;
  };
  const further = () => [...reports, ...(threats?.measurements ?? [])];
  try {
    const measurement = await readAgainIfCorrupt(progress, () =>
      writeTables(object, { ...context, progress, retries, onWritten }, loaded?.enricher),
    );
    return {
      succeeded: true,
      measurement: { ...measurement, values: { ...measurement.values, Retries: progress.retries } },
      further: further(),
      lines: threats?.lines ?? [],
    };
  } catch (error) {
    return {
      ...failure(object, error, progress.retries),
      further: further(),
      ...(threats && { lines: threats.lines }),
    };
  }
}

/** Reads an object again if its bytes were not those that S3 stores. Files that exist already are replaced. */
async function readAgainIfCorrupt<T>(progress: ObjectProgress, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof CorruptTransferError) || attempt === MAX_READS) throw error;
      progress.retried();
      progress.restart();
    }
  }
}

interface WritingContext extends ObjectContext {
  readonly progress: ObjectProgress;
  readonly retries: RequestRetries;
  /** Receives the report on listed addresses as soon as the rows are in the table, even if a later step fails. */
  readonly onWritten: (threats: ThreatReport | undefined) => void;
}

async function writeTables(
  object: ObjectReference,
  context: WritingContext,
  enricher: Enricher | undefined,
): Promise<Measurement> {
  const { settings, store, now, registrar, progress, retries, onWritten } = context;
  const { maxBytes, compatible } = settings;
  const format = formatOf(object, settings);
  const directory = await mkdtemp(join(tmpdir(), 'flows-'));
  try {
    const raw = { source: sourceOf(object), bytes: progress.read(await store.read(object, retries)) };
    const result = await normalize(raw, directory, { format, maxBytes, compatible, enricher });
    const threats =
      enricher && context.enrichment?.report(flowFiles(result, directory), enricher, result.origin.source);
    progress.beginWrite();
    const paths = result.outputs.map(({ path }) => relative(directory, path).split(sep).join('/'));
    for (const path of paths) {
      await store.write(settings.tableBucket, settings.tablePrefix + path, join(directory, path), retries);
      progress.wrote();
    }
    onWritten(threats);
    // last, so that a partition is only registered if its files can be read
    await registrar?.register(paths);
    return successMeasurement(result, now());
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Paths of the files of the table `flows`. */
function flowFiles({ outputs }: NormalizeResult, directory: string): string[] {
  const folder = join(directory, TABLE_DIRECTORIES.flows) + sep;
  return outputs.map(({ path }) => path).filter((path) => path.startsWith(folder));
}

/** The format that the key of a streamed object specifies; undefined for other objects, which contain their fields. */
function formatOf({ key }: ObjectReference, { formats }: Settings): LogFormat | undefined {
  const id = parseStreamKey(key)?.formatId;
  if (id === undefined) return undefined;
  const format = formats.get(id);
  if (format) return format;
  throw new Error(
    `the object key specifies the format ${JSON.stringify(id)}, which ${ENVIRONMENT.logFormats} does not contain. It ` +
      `contains ${[...formats.keys()].join(', ') || 'no format'}. Add the format, and move the message back to the queue.`,
  );
}
