// Replaces the Functions host: reads one JSON message per line and calls the handlers of the bundle, one after the other.
const { createInterface } = require('node:readline');

const { blobEventHandler, sweepHandler } = require(process.argv[2]);

async function serve() {
  process.stdout.write('ready\n');
  for await (const line of createInterface({ input: process.stdin })) {
    const { sweep, message } = JSON.parse(line);
    try {
      await (sweep ? sweepHandler() : blobEventHandler(message));
      process.stdout.write('done\n');
    } catch (error) {
      process.stdout.write(`failed ${error}\n`);
    }
  }
}

serve();
