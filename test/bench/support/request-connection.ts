import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import type { Answer, AnswerReader } from './answer-reader.js';

interface Asked {
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

const BUFFER_BYTES = 16 * 1024;

/** A connection on which whole requests are sent as they are, one after the other. */
export class RequestConnection {
  readonly #socket: Socket;
  #asked: Asked | undefined;

  private constructor(url: URL, reader: AnswerReader) {
    const take = (length: number, bytes: Uint8Array): boolean => {
      const answer = reader.read(Buffer.from(bytes.buffer, bytes.byteOffset, length));
      if (answer !== undefined) this.#asked?.resolve(answer);
      return true;
    };
    this.#socket = createConnection({
      host: url.hostname,
      port: Number(url.port),
      noDelay: true,
      onread: { buffer: Buffer.allocUnsafeSlow(BUFFER_BYTES), callback: take },
    });
    this.#socket.on('error', (error) => this.#asked?.reject(error));
    this.#socket.on('close', () => this.#asked?.reject(new Error('the server ended the connection')));
  }

  static async open(url: string, reader: AnswerReader): Promise<RequestConnection> {
    const connection = new RequestConnection(new URL(url), reader);
    await once(connection.#socket, 'connect');
    return connection;
  }

  /** The answer's body is to be looked at before the next request is sent. */
  ask(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#asked = undefined;
    this.#socket.destroy();
  }
}
