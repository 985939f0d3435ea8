import { openTestNode } from './open-node.js';

/** A node in a process of its own, to be killed: prints where it is as one line of JSON, or the code of its error. */
try {
  const { endpoint, tlsRootCertificate, tlsServerName, organisations } = await openTestNode(process.argv[2]!);
  process.stdout.write(`${JSON.stringify({ endpoint, tlsRootCertificate, tlsServerName, organisations })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
}
