// Writes the page of measured performance from the figures of a run: node bench/page.mjs FILE [PAGE]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './measure/root.mjs';
import { performancePage } from './report/page.mjs';

const [figures, page = join(ROOT, 'docs/performance.md')] = process.argv.slice(2);
if (!figures) throw new Error('Pass the file of figures. To make one: npm run bench -- --json FILE');
writeFileSync(page, performancePage(JSON.parse(readFileSync(figures, 'utf8'))));
