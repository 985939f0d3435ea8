import { connect } from 'node:net';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { openDuplex } from './support/duplex.js';
import { get, linesOf, NDJSON_TYPE, post, until } from './support/http.js';
import { bytesOf, joinLines, signedDocument } from './support/records.js';

describe('stream of records', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let base: string;
  let address: string;

  before(async () => {
    world = await openGatewayWorld();
    base = world.gateway.address;
    address = `${base}/v1/records`;
  });
  after(() => world.close());

  it('is answered line by line, each before the next is sent', async () => {
    const stream = openDuplex(address);
    for (const line of [1, 2, 3]) {
      stream.send(bytesOf(signedDocument(`one-by-one-${line}`)));
      expect(await stream.next()).to.include({ line, status: 201, id: `one-by-one-${line}` });
    }
    stream.end();
    expect(await stream.next()).to.equal(undefined);
  });

  it('is answered in order, good and bad lines mixed, and the promises are those asked for later', async () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      index % 7 === 3 ? Buffer.from(`{"bad":${index}`) : bytesOf(signedDocument(`mixed-${index}`)),
    );
    const answers = linesOf(await post(address, joinLines(...lines), NDJSON_TYPE));
    expect(answers.map(({ line }) => line)).to.deep.equal(lines.map((_, index) => index + 1));
    for (const [index, answer] of answers.entries()) {
      expect(answer).to.include(
        index % 7 === 3 ? { status: 422, code: 'JSON_MALFORMED' } : { status: 201, id: `mixed-${index}` },
      );
    }
    const promise = await get(`${address}/${AGENCY}/mixed-8/promise`);
    expect(promise.json).to.deep.equal(answers[8]!['promise']);
  });

  it('answers a line that comes twice with one promise', async () => {
    const line = bytesOf(signedDocument('twice'));
    const [first, second] = linesOf(await post(address, joinLines(line, line), NDJSON_TYPE));
    expect([first!['status'], second!['status']]).to.deep.equal([201, 200]);
    expect(second!['promise']).to.deep.equal(first!['promise']);
  });

  it('takes a last line without newline if the body ends whole', async () => {
    const [answer] = linesOf(await post(address, bytesOf(signedDocument('no-newline')), NDJSON_TYPE));
    expect(answer).to.include({ line: 1, status: 201 });
  });

  it('judges an empty line as a line', async () => {
    const answers = linesOf(
      await post(address, joinLines(Buffer.alloc(0), bytesOf(signedDocument('after-empty'))), NDJSON_TYPE),
    );
    expect(answers.map(({ code, status }) => code ?? status)).to.deep.equal(['JSON_MALFORMED', 201]);
  });

  it('of nothing has no answers', async () => {
    const answer = await post(address, '', NDJSON_TYPE);
    expect([answer.status, answer.text]).to.deep.equal([200, '']);
  });

  it('that is cut keeps the lines that came whole, and not the one that did not', async () => {
    const stream = openDuplex(address);
    const whole = ['cut-1', 'cut-2', 'cut-3'];
    stream.send(...whole.map((id) => bytesOf(signedDocument(id))));
    for (const id of whole) expect(await stream.next()).to.include({ id, status: 201 });
    const last = bytesOf(signedDocument('cut-whole'));
    stream.send(last);
    stream.request.write(bytesOf(signedDocument('cut-half')).subarray(0, 200));
    await until(
      () => get(`${address}/${AGENCY}/cut-whole`),
      ({ status }) => status === 200,
    );
    stream.cut();
    for (const id of whole) expect((await get(`${address}/${AGENCY}/${id}`)).status).to.equal(200);
    expect((await get(`${address}/${AGENCY}/cut-half`)).status).to.equal(404);
  });

  it('whose last line is cut at its newline is not taken for whole', async () => {
    // Content-Length announces one byte more than comes: the newline.
    const bytes = bytesOf(signedDocument('cut-newline'));
    const { port, hostname } = new URL(base);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(
      `POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-type: ${NDJSON_TYPE}\r\ncontent-length: ${bytes.length + 1}\r\n\r\n`,
    );
    socket.write(bytes);
    const marker = bytesOf(signedDocument('marker'));
    await post(address, marker);
    socket.destroy();
    await post(address, bytesOf(signedDocument('marker-2')));
    expect((await get(`${address}/${AGENCY}/cut-newline`)).status).to.equal(404);
  });

  it('whose answers nobody reads is not read on without bound', async () => {
    const { port, hostname } = new URL(base);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(
      `POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-type: ${NDJSON_TYPE}\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    const line = joinLines(bytesOf(signedDocument('unread')));
    const chunk = Buffer.concat([Buffer.from(`${line.length.toString(16)}\r\n`), line, Buffer.from('\r\n')]);
    let sent = 0;
    while (socket.write(chunk) && sent < 200_000) sent += 1;
    let drained = 0;
    for (; drained < 200_000; ) {
      const isDrained = await Promise.race([
        new Promise<boolean>((resolve) => socket.once('drain', () => resolve(true))),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_500)),
      ]);
      if (!isDrained) break;
      while (socket.write(chunk) && drained < 200_000) drained += 1;
    }
    socket.destroy();
    expect(sent + drained).to.be.lessThan(200_000);
  });
});
