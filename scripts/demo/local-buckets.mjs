// A local server for directories as S3 buckets. It supports GET and PUT of objects, which the Lambda function uses.
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Serves `/<bucket>/<key>` from the directory of each bucket, on a free port of the loopback interface. */
export async function startLocalBuckets(directories) {
  const server = createServer((request, response) => {
    answer(request, response, directories).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, stop: () => server.close() };
}

async function answer(request, response, directories) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const [bucket, ...key] = decodeURIComponent(pathname).slice(1).split('/');
  const path = join(directories[bucket], ...key);
  if (request.method === 'PUT') {
    mkdirSync(dirname(path), { recursive: true });
    await pipeline(request, createWriteStream(path));
    response.end();
  } else if (existsSync(path)) await pipeline(createReadStream(path), response);
  else response.writeHead(404).end();
}
