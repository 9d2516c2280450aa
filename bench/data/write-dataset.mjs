import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE } from '../measure/root.mjs';
import { compressed } from './aws-file.mjs';
import { DATASETS, GENERATOR_VERSION } from './datasets.mjs';

const MB = 1_000_000;
/** As many files are compressed while the next one is made. */
const AT_ONCE = 2;

/**
 * Generates a dataset, or finds it from an earlier run.
 *
 * @returns its directory, its files with what is in them, and the sums: the truth that every engine must find
 * @throws Error for a dataset or size that there is not
 */
export async function dataset(name, megabytes = DATASETS[name]?.megabytes, cache = CACHE) {
  const settings = DATASETS[name];
  if (!settings)
    throw new Error(`there is no dataset ${name}; there are ${Object.keys(DATASETS).join(', ')}`);
  if (!(megabytes > 0)) throw new Error(`${megabytes} is no size in megabytes`);
  const directory = join(cache, `v${GENERATOR_VERSION}`, `${name}-${megabytes}`);
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) {
    // written aside and moved when whole, so that a broken run leaves nothing that looks whole
    const aside = `${directory}.part`;
    rmSync(aside, { recursive: true, force: true });
    rmSync(directory, { recursive: true, force: true });
    const files = await write(settings, megabytes * MB, join(aside, 'files'));
    writeFileSync(join(aside, 'manifest.json'), JSON.stringify(files, null, 1));
    renameSync(aside, directory);
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

/** Adds up what is in files. */
export function sums(files) {
  const total = { rows: 0, bytesOut: 0, bytesIn: 0, textBytes: 0, storedBytes: 0 };
  for (const file of files) for (const key of Object.keys(total)) total[key] += file[key];
  return total;
}

/** The first files of a dataset, as a dataset of its own: for what is too slow for all of it. */
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
  // files of one size: no small rest that would cost more than its share
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
