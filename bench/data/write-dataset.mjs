import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE } from '../measure/root.mjs';
import { compressed } from './aws-file.mjs';
import { DATASETS, GENERATOR_VERSION } from './datasets.mjs';

const MB = 1_000_000;
/** Number of files that are compressed while the next one is made. */
const AT_ONCE = 2;

/**
 * Generates a dataset, or returns the cached one of an earlier run.
 *
 * @returns its directory, its files with their row counts and sums, and the total sums, which every engine must find
 * @throws Error if the name is unknown or the size is not positive
 */
export async function dataset(name, megabytes = DATASETS[name]?.megabytes, cache = CACHE) {
  const settings = DATASETS[name];
  if (!settings) throw new Error(`Unknown dataset "${name}". Datasets: ${Object.keys(DATASETS).join(', ')}`);
  if (!(megabytes > 0))
    throw new Error(`The size must be a positive number of megabytes, received ${megabytes}`);
  const directory = join(cache, `v${GENERATOR_VERSION}`, `${name}-${megabytes}`);
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) {
    // written to a temporary directory, so that an aborted run leaves no incomplete dataset
    const temporary = `${directory}.part`;
    rmSync(temporary, { recursive: true, force: true });
    rmSync(directory, { recursive: true, force: true });
    const files = await write(settings, megabytes * MB, join(temporary, 'files'));
    writeFileSync(join(temporary, 'manifest.json'), JSON.stringify(files, null, 1));
    renameSync(temporary, directory);
  }
  const files = JSON.parse(readFileSync(manifest, 'utf8'));
  return {
    name,
    cloud: settings.cloud,
    names: settings.names,
    directory: join(directory, 'files'),
    files,
    ...sums(files),
  };
}

/** Sums up the figures of files. */
export function sums(files) {
  const total = { rows: 0, bytesOut: 0, bytesIn: 0, textBytes: 0, storedBytes: 0 };
  for (const file of files) for (const key of Object.keys(total)) total[key] += file[key];
  return total;
}

/** The first files of a dataset as a dataset of its own, for slow engines. */
export function firstFiles(whole, megabytes) {
  const files = [];
  for (const file of whole.files) {
    if (sums(files).textBytes >= megabytes * MB) break;
    files.push(file);
  }
  const directory = join(whole.directory, '../first');
  rmSync(directory, { recursive: true, force: true });
  for (const { path } of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    linkSync(join(whole.directory, path), join(directory, path));
  }
  return { ...whole, directory, files, ...sums(files) };
}

async function write(settings, bytes, directory) {
  // files of equal size, because a small last one would distort the rate
  const count = Math.ceil(bytes / settings.fileBytes);
  const limit = { bytes: Math.ceil(bytes / count), rows: settings.rows ?? Number.POSITIVE_INFINITY };
  const files = [];
  let waiting = [];
  for (let index = 0; index < count; index++) {
    const { path, text, truth } = settings.make(settings, index, settings.seed, limit);
    const file = { path, ...truth, textBytes: text.length, storedBytes: text.length };
    files.push(file);
    waiting.push(store(file, text, join(directory, path)));
    if (waiting.length === AT_ONCE) {
      await Promise.all(waiting);
      waiting = [];
    }
  }
  await Promise.all(waiting);
  return files;
}

async function store(file, text, path) {
  const stored = path.endsWith('.gz') ? await compressed(text) : text;
  file.storedBytes = stored.length;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, stored);
}
