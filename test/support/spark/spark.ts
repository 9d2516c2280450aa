import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasCommand, hasPartOfMachine } from '../processes';
import { ROOT } from '../source-files';

const run = promisify(execFile);

const MAX_OUTPUT_BYTES = 256 * 1024 ** 2;

/** Packages that Spark before 3.3 needs to run on Java 17. Source: Spark, `JavaModuleOptions`. */
const OPENED = [
  'java.nio',
  'sun.nio.ch',
  'java.lang',
  'java.lang.invoke',
  'java.util',
  'java.net',
  'java.io',
];

/** A release of Spark from PyPI, in a Python environment. */
export class Spark {
  private constructor(
    readonly version: string,
    private readonly python: string,
  ) {}

  /** A release: `SPARK_3_2_PYTHON` is the Python that has pyspark 3.2. */
  static release(version: string): Spark {
    const variable = `SPARK_${version.split('.').slice(0, 2).join('_')}_PYTHON`;
    const own = join(ROOT, `.cache/spark-${version}/bin/python`);
    return new Spark(version, process.env[variable] ?? own);
  }

  /**
   * Whether the release can be started. Prints how to install it if it is missing. CI does not install Spark: each release
   * is a download of 300 MB.
   */
  isPresent(): boolean {
    const directory = `.cache/spark-${this.version}`;
    const present = existsSync(this.python) && hasCommand('java', '-version');
    const install = `apt-get install openjdk-17-jre-headless; python3 -m venv ${directory} && ${directory}/bin/pip install pyspark==${this.version}`;
    return hasPartOfMachine(`Spark ${this.version}`, install, present);
  }

  /**
   * Runs a query over the view `flows` of a directory of Parquet files, and returns its rows with all values as text.
   *
   * @throws Error with the messages of Spark
   */
  async query(
    directory: string,
    sql: string,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<(string | null)[][]> {
    const opens = OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`).join(' ');
    const request = JSON.stringify({ directory, sql, settings });
    const { stdout } = await run(this.python, [join(__dirname, 'query.py'), request], {
      env: {
        ...process.env,
        SPARK_LOCAL_IP: '127.0.0.1',
        PYSPARK_SUBMIT_ARGS: `--driver-memory 1g --driver-java-options "${opens}" pyspark-shell`,
      },
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return JSON.parse(stdout);
  }
}
