// Stand-in for Lambda: loads the deployed code, passes it the event from stdin, prints the return value.
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const [, , bundle, timeoutSeconds] = process.argv;
const deadline = Date.now() + Number(timeoutSeconds) * 1000;
const { handler } = await import(pathToFileURL(bundle).href);
const response = await handler(JSON.parse(await text(process.stdin)), {
  getRemainingTimeInMillis: () => deadline - Date.now(),
});
// the last line; all lines before it are the function's log
process.stdout.write(`${JSON.stringify(response)}\n`);
