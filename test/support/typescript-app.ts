import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './source-files';

/** A `tsconfig.json` as a project template writes it. */
export interface AppConfig {
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

/** An app with a packed package and its engines, in which snippets are compiled. */
export class TypescriptApp {
  constructor(readonly directory: string) {}

  /** Unpacks a tarball as `cloud-flow-logs`, and links other packages to those of the project. */
  install(tarball: string, packages: readonly string[]): void {
    const target = join(this.directory, 'node_modules/cloud-flow-logs');
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
    for (const name of packages) {
      const link = join(this.directory, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      if (!existsSync(link)) symlinkSync(join(ROOT, 'node_modules', name), link, 'junction');
    }
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.directory, path)), { recursive: true });
    writeFileSync(join(this.directory, path), text);
  }

  /**
   * Compiles files of the app.
   *
   * @param typescript directory of the TypeScript package
   * @returns the errors in the app and in `cloud-flow-logs`; those in other packages are not ours
   */
  errorsOf(typescript: string, config: AppConfig, files: readonly string[]): string[] {
    this.write('tsconfig.json', JSON.stringify({ ...config, files }));
    const args = [join(typescript, 'bin/tsc'), '--noEmit', '--pretty', 'false'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: this.directory, encoding: 'utf8' });
    return stdout
      .split('\n')
      .filter((line) => /: error TS|^error TS/.test(line))
      .filter((line) => !/^(?:\.\.\/|node_modules\/(?!cloud-flow-logs\/))/.test(line));
  }
}
