import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/**
 * An HTTP proxy on a loopback port that connects every host to one local port. Clients with `HTTPS_PROXY` reach the stand-in
 * under the host names of Azure.
 */
export class ConnectProxy {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(port: number) {
    this.server = createServer((_, response) => response.writeHead(400).end());
    this.server.on('connect', (_, client: Socket, head: Buffer) => {
      const upstream = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client);
        client.pipe(upstream);
      });
      for (const socket of [client, upstream]) this.track(socket);
    });
  }

  static async start(port: number): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(port);
    await new Promise<void>((resolve, reject) => {
      proxy.server.once('error', reject);
      proxy.server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private track(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}
