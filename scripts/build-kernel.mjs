// Compiles the kernel from AssemblyScript, and writes it as a module that holds its code as text: so it goes into
// every bundle, and nothing has to find a file when it runs.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PAGE_BYTES = 64 * 1024;
const MEMORY_PAGES = (96 * 1024 * 1024) / PAGE_BYTES;

/** Writes `flows/kernel/kernel-code.ts`. */
export async function buildKernel() {
  const { error, stderr, binary } = await compile([
    ...[
      '--optimizeLevel',
      '3',
      '--shrinkLevel',
      '0',
      '--converge',
      '--noAssert',
      ...(process.env.KERNEL_NAMES ? ['--debug'] : []),
    ],
    ...['--runtime', 'stub', '--enable', 'simd', '--use', 'abort='],
    // all of it from the beginning, and never more
    ...['--initialMemory', `${MEMORY_PAGES}`, '--maximumMemory', `${MEMORY_PAGES}`, '--zeroFilledMemory'],
  ]);
  if (error) throw new Error(`the kernel does not compile:\n${stderr.toString()}`);
  const text = Buffer.from(binary).toString('base64');
  const file = join(root, 'flows/kernel/kernel-code.ts');
  writeFileSync(
    file,
    `/** The kernel: WebAssembly in base64, made by scripts/build-kernel.mjs. */\nexport const KERNEL_CODE =\n  '${text}';\n`,
  );
  return binary.length;
}

async function compile(options) {
  let binary;
  const result = await asc.main(
    ['flows/kernel/assembly/index.ts', '--baseDir', root, '--outFile', 'kernel.wasm', ...options],
    {
      writeFile: (_name, contents) => {
        binary = contents;
      },
    },
  );
  return { ...result, binary };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`kernel: ${await buildKernel()} bytes\n`);
}
