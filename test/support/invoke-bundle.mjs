// Stand-in for Lambda: loads the deployed code, passes it the event from stdin, prints the return value.
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const [, , bundle] = process.argv;
const { handler } = await import(pathToFileURL(bundle).href);
const response = await handler(JSON.parse(await text(process.stdin)));
// the last line; all lines before it are the function's log
process.stdout.write(`${JSON.stringify(response)}\n`);
