import { compare } from './compare';
import { compareBlob } from './compare-blob';
import { compareDocuments } from './compare-documents';
import { compareForm } from './compare-form';
import { compareGzip } from './compare-gzip';
import { compareParquet } from './compare-parquet';
import type { Comparison } from './differences';
import { fuzzBlob } from './fuzz-blob';
import { fuzzDocuments } from './fuzz-documents';
import { fuzzSource } from './fuzz-form';
import { type FuzzObject, fuzzObject } from './fuzz-object';
import { InspectedKernel } from './inspected-kernel';
import { linesOf, shrink } from './shrink';

/** Number of objects between two checks of the whole unreserved memory. */
const OBJECTS_PER_LOOK = 500;
const OBJECTS_PER_GZIP = 32;
const OBJECTS_PER_PARQUET = 8;

/** Progress of a run. */
export interface Progress {
  /** Seed of the next objects. */
  seed: number;
  /** Number of records of AWS and tuples of Azure. */
  inputs: number;
  tuples: number;
  rows: number;
  rejects: number;
  referenceLines: number;
  gzips: number;
  parquets: number;
  /** Records in documents, delimited text and JSON, by the id of the form. */
  forms: Record<string, number>;
}

/** What a run reads: text of AWS with gzip, blobs of Azure, documents of AWS, all other forms of AWS, or Parquet. */
export const TARGETS = ['text', 'blobs', 'documents', 'forms', 'parquet'] as const;

/** One of the targets. */
export type Target = (typeof TARGETS)[number];

/** A difference between the readers, described in full. */
export class Finding extends Error {}

/**
 * Reads the objects of consecutive seeds as long as `continues` returns true.
 *
 * @throws Finding at the first difference, with the smallest object that reproduces it
 */
export async function fuzz(
  seed: number,
  continues: (progress: Progress) => boolean,
  targets: readonly Target[] = TARGETS,
): Promise<Progress> {
  const kernel = new InspectedKernel();
  const progress: Progress = {
    seed,
    inputs: 0,
    tuples: 0,
    rows: 0,
    rejects: 0,
    referenceLines: 0,
    gzips: 0,
    parquets: 0,
    forms: {},
  };
  for (let count = 1; continues(progress); count++, progress.seed++) {
    if (targets.includes('text')) await fuzzOneObject(progress, kernel, count % OBJECTS_PER_GZIP === 0);
    if (targets.includes('blobs')) await fuzzOneBlob(progress, kernel);
    if (targets.includes('documents')) await fuzzOneDocuments(progress, kernel);
    if (targets.includes('forms')) await fuzzOneForm(progress, kernel);
    if (targets.includes('parquet') && (count % OBJECTS_PER_PARQUET === 0 || targets.length === 1)) {
      fuzzOneParquet(progress, kernel);
    }
    if (count % OBJECTS_PER_LOOK === 0 && !kernel.isClean)
      throw new Finding(`seed ${progress.seed}: the kernel wrote to unreserved memory`);
  }
  return progress;
}

async function fuzzOneObject(progress: Progress, kernel: InspectedKernel, withGzip: boolean): Promise<void> {
  const object = fuzzObject(progress.seed);
  const comparison = await compare(object, kernel);
  if (comparison.difference) throw await findingOf(object, progress.seed, comparison);
  add(progress, object.records, comparison);
  if (!withGzip) return;
  const difference = await compareGzip(progress.seed, kernel);
  if (difference) throw new Finding(`seed ${progress.seed}: ${difference}`);
  progress.gzips++;
}

async function fuzzOneForm(progress: Progress, kernel: InspectedKernel): Promise<void> {
  const input = fuzzSource(progress.seed);
  const comparison = await compareForm(input, kernel);
  const { form, chunkBytes, bytes, records } = input;
  if (comparison.difference) {
    throw new Finding(
      [
        `seed ${progress.seed}: ${comparison.difference}`,
        `form: ${form}; chunks of ${chunkBytes} bytes`,
        JSON.stringify(bytes.toString('latin1')),
      ].join('\n'),
    );
  }
  add(progress, records, comparison);
  progress.forms[form] = (progress.forms[form] ?? 0) + records;
}

function fuzzOneParquet(progress: Progress, kernel: InspectedKernel): void {
  const difference = compareParquet(progress.seed, kernel);
  if (difference) throw new Finding(`seed ${progress.seed}: ${difference}`);
  progress.parquets++;
}

async function fuzzOneBlob(progress: Progress, kernel: InspectedKernel): Promise<void> {
  const blob = fuzzBlob(progress.seed);
  const comparison = await compareBlob(blob, kernel);
  const { difference } = comparison;
  if (difference) {
    const alone = await compareBlob(blob, new InspectedKernel());
    throw new Finding(
      [
        `seed ${progress.seed}: ${difference}${alone.difference ? '' : '; only after the previous objects'}`,
        `path: ${blob.path}; chunks of ${blob.chunkBytes} bytes; row groups of ${blob.groupRows}`,
        JSON.stringify(blob.bytes.toString('latin1')),
      ].join('\n'),
    );
  }
  add(progress, blob.tuples, comparison);
  progress.tuples += blob.tuples;
}

async function fuzzOneDocuments(progress: Progress, kernel: InspectedKernel): Promise<void> {
  const documents = fuzzDocuments(progress.seed);
  const comparison = await compareDocuments(documents, kernel);
  if (comparison.difference) {
    const { format, chunkBytes, bytes, hasElements } = documents;
    throw new Finding(
      [
        `seed ${progress.seed}: ${comparison.difference}`,
        `${hasElements ? 'JSON' : 'documents'}; format: ${format.names.join(' ')}; chunks of ${chunkBytes} bytes`,
        JSON.stringify(bytes.toString('latin1')),
      ].join('\n'),
    );
  }
  add(progress, documents.records, comparison);
}

function add(progress: Progress, inputs: number, { rows, rejects, referenceLines }: Comparison): void {
  progress.inputs += inputs;
  progress.rows += rows;
  progress.rejects += rejects;
  progress.referenceLines += referenceLines;
}

async function findingOf(object: FuzzObject, seed: number, { difference }: Comparison): Promise<Finding> {
  // the difference may depend on earlier objects
  const alone = (smaller: FuzzObject) => compare(smaller, new InspectedKernel());
  if ((await alone(object)).difference === undefined) {
    return new Finding(`seed ${seed}: ${difference}; only after the previous objects`);
  }
  const smallest = await shrink(object, async (smaller) => (await alone(smaller)).difference !== undefined);
  const { bytes, source, declared, chunkBytes } = smallest;
  return new Finding(
    [
      `seed ${seed}: ${(await alone(smallest)).difference}`,
      `source: ${source}; declared: ${declared?.names.join(' ') ?? 'no format'}; chunks of ${chunkBytes} bytes`,
      ...linesOf(bytes).map((line) => `  ${JSON.stringify(line.toString('latin1'))}`),
    ].join('\n'),
  );
}
