// A process that runs calls of the command line one after the other. It loads the code once, which takes longer than most
// calls. argv: the directory of the bundled command line.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';

const [, , directory] = process.argv;
const { run } = createRequire(import.meta.url)(join(directory, 'program.js'));
const workerFile = join(directory, 'normalize/worker.js');
const home = process.cwd();

class Capture extends Writable {
  chunks = [];

  _write(chunk, _encoding, done) {
    this.chunks.push(chunk);
    done();
  }

  get text() {
    return Buffer.concat(this.chunks).toString();
  }
}

async function answer({ id, args, workingDirectory }) {
  const [stdout, stderr] = [new Capture(), new Capture()];
  process.chdir(workingDirectory);
  const code = await run(args, { stdout, stderr, env: { ...process.env }, workerFile });
  // tests remove the directory, which fails on some systems while it is the working directory of a process
  process.chdir(home);
  process.send({ id, code, stdout: stdout.text, stderr: stderr.text });
}

let last = Promise.resolve();
process.on('message', (call) => {
  last = last.then(() => answer(call));
});
