import { createServer } from 'node:http';

/**
 * Starts a server on the loopback interface with the requests to S3 that the normalizer sends: it returns the objects of a
 * map, and counts the objects that it receives.
 *
 * @param objects bytes by key
 */
export async function objectServer(objects) {
  const received = { count: 0, bytes: 0, rejects: 0 };
  const server = createServer((request, response) => {
    const key = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).replace(
      /^\/[^/]+\//,
      '',
    );
    if (request.method === 'GET') {
      const bytes = objects.get(key);
      response.writeHead(bytes ? 200 : 404, { 'content-length': bytes?.length ?? 0 });
      response.end(bytes);
      return;
    }
    let length = 0;
    request.on('data', (chunk) => {
      length += chunk.length;
    });
    request.on('end', () => {
      received.count++;
      received.bytes += Number(request.headers['x-amz-decoded-content-length'] ?? length);
      if (key.startsWith('rejects/')) received.rejects++;
      response.end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, received, close: () => server.close() };
}
