// The licences of bundled packages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/** Returns the text of THIRD-PARTY-NOTICES.txt for the input files of bundles. */
export function licenceNotices(inputs) {
  const names = new Set(
    inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  // packages with the same text share one section
  const titles = new Map();
  for (const name of [...names].sort()) {
    const { title, text } = noticeOf(name);
    titles.set(text, [...(titles.get(text) ?? []), title]);
  }
  const sections = [...titles].map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`);
  const head = 'The bundles in this package contain these packages, each under its own licence.\n';
  return [head, ...sections].join(`\n${'-'.repeat(78)}\n\n`);
}

function noticeOf(name) {
  const directory = join(ROOT, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(directory, file), 'utf8').trim() : `Licence: ${license}`;
  return { title: `${name} ${version} (${license})`, text };
}
