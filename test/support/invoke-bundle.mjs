// Stands for Lambda: loads the code that was deployed, hands it the event from stdin, prints what it returns.
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const [, , bundle] = process.argv;
const { handler } = await import(pathToFileURL(bundle).href);
const response = await handler(JSON.parse(await text(process.stdin)));
// the last line; everything before it is the function's log
process.stdout.write(`${JSON.stringify(response)}\n`);
