import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy between the function and the cloud that disconnects the function after its first write. */
export class CutOff {
  private kill: () => void = () => {};
  private server: Server | undefined;
  url = '';
  writes = 0;

  async start(target: string): Promise<this> {
    const { hostname, port } = new URL(target);
    this.server = createServer((incoming, outgoing) => {
      const { method, url: path, headers } = incoming;
      const forwarded = request({ hostname, port, method, path, headers }, (response) => {
        if (method === 'PUT') {
          this.writes++;
          response.resume();
          this.kill();
          return;
        }
        outgoing.writeHead(response.statusCode as number, response.headers);
        response.pipe(outgoing);
      });
      incoming.pipe(forwarded);
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  onStart(kill: () => void): void {
    this.kill = kill;
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}
