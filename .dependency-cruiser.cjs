// Which room may import which, and which package belongs to which room (docs/decisions/0001-rooms.md).
const rooms = {
  protocol: { rooms: [], packages: ['@noble/.*', 'canonicalize', 'sm-crypto-v2'] },
  domain: { rooms: ['protocol'], packages: [] },
  verifier: {
    rooms: ['protocol'],
    packages: ['@peculiar/asn1.*', 'pako'],
  },
  chaincode: { rooms: ['domain', 'protocol'], packages: ['fabric-contract-api', 'fabric-shim'] },
  network: {
    rooms: ['protocol'],
    packages: [
      '@grpc/grpc-js',
      '@hyperledger/fabric-protos',
      '@peculiar/x509',
      'fabric-shim',
      'fabric-contract-api',
      // fabric-shim's own certificate parser, whose results the embedded node remembers.
      '@fidm/x509',
      'level',
      'yaml',
      'google-protobuf',
      'reflect-metadata',
      'tar-stream',
    ],
  },
  ledger: {
    rooms: ['protocol'],
    packages: ['@grpc/grpc-js', '@hyperledger/fabric-gateway', '@hyperledger/fabric-protos'],
  },
  gateway: {
    rooms: ['domain', 'verifier', 'protocol', 'ledger'],
    packages: [
      'fastify',
      'helmet',
      '@fastify/.*',
      'typebox',
      'level',
      'http-message-signatures',
      'prom-client',
    ],
  },
  witness: { rooms: ['verifier', 'protocol', 'ledger'], packages: ['fastify', 'prom-client'] },
  sdk: {
    rooms: ['domain', 'verifier', 'protocol'],
    packages: ['merkletreejs', 'tweetnacl', 'level', 'uuid'],
  },
  cli: {
    rooms: ['protocol', 'domain', 'verifier', 'chaincode', 'network', 'ledger', 'gateway', 'witness', 'sdk'],
    packages: ['commander', 'cli-progress', 'prom-client', 'yaml'],
  },
};

const pure = ['protocol', 'domain', 'verifier', 'chaincode'];
const names = Object.keys(rooms);

function forbiddenRooms(room) {
  return names
    .filter((other) => other !== room && !rooms[room].rooms.includes(other))
    .map((other) => `^${other}/`);
}

const forbidden = [
  { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ...names
    .filter((room) => forbiddenRooms(room).length > 0)
    .map((room) => ({
      name: `${room}-imports-rooms`,
      comment: `${room} may import only: ${rooms[room].rooms.join(', ') || 'no room'}`,
      severity: 'error',
      from: { path: `^${room}/src/` },
      to: { path: forbiddenRooms(room) },
    })),
  ...names.map((room) => ({
    name: `${room}-imports-packages`,
    comment: `${room} may import only these packages: ${rooms[room].packages.join(', ') || 'none'}`,
    severity: 'error',
    from: { path: `^${room}/src/` },
    to: {
      path: 'node_modules/',
      pathNot: rooms[room].packages.map((name) => `node_modules/${name}/`),
    },
  })),
  {
    name: 'pure-rooms-have-no-node-modules',
    comment:
      'protocol, domain, verifier and chaincode import nothing of Node, but for protocol/src/cryptography/node.ts and inflate.ts',
    severity: 'error',
    from: {
      path: pure.map((room) => `^${room}/src/`),
      pathNot: '^(protocol/src/cryptography/node|chaincode/src/contracts/inflate)',
    },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'level-in-the-store-only',
    severity: 'error',
    from: {
      path: '^(network|gateway|sdk)/src/',
      pathNot: '^(network/src/embedded|gateway/src/store|sdk/src/outbox)',
    },
    to: { path: 'node_modules/(level|classic-level|abstract-level)/' },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
