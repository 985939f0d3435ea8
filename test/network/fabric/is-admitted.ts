import { type SecureVersion, connect } from 'node:tls';

export interface Credentials {
  readonly certificate: string;
  readonly privateKey: string;
}

const patience = 5000;
const version: SecureVersion = 'TLSv1.2';

/**
 * True if a server at this port of 127.0.0.1 talks to a client with these credentials, or none. With TLS 1.2 a refusal
 * belongs to the handshake; with 1.3 it would come after it.
 */
export async function isAdmitted(port: number, credentials?: Credentials): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      // Whom the server takes for itself is no matter here.
      rejectUnauthorized: false,
      maxVersion: version,
      ALPNProtocols: ['h2', 'http/1.1'],
      ...(credentials === undefined ? {} : { cert: credentials.certificate, key: credentials.privateKey }),
    });
    const settle = (admitted: boolean): void => {
      socket.destroy();
      resolve(admitted);
    };
    socket.setTimeout(patience, () => reject(new Error(`${port} says nothing`)));
    socket.once('secureConnect', () => settle(true));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(error);
      else settle(false);
    });
  });
}
