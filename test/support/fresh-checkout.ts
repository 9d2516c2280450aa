import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './source-files';

/** A copy of the checkout in a temporary folder, as it is after `npm ci`: without generated files and builds. */
export class FreshCheckout {
  readonly directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-checkout-'));

  constructor() {
    const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
    const paths = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8' }).split('\0');
    // a deleted file stays in the list until the next commit
    for (const path of paths.filter((each) => each !== '' && existsSync(join(ROOT, each)))) {
      const copy = join(this.directory, path);
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(join(ROOT, path), copy);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.directory, 'node_modules'));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
