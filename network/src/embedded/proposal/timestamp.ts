import { createRequire } from 'node:module';
import type { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb.js';

const require = createRequire(import.meta.url);
// A CommonJS file without named exports that an ESM import could see.
const messages = require('google-protobuf/google/protobuf/timestamp_pb.js') as {
  Timestamp: typeof Timestamp;
};

export function newTimestamp(time: Date): Timestamp {
  const timestamp = new messages.Timestamp();
  timestamp.fromDate(time);
  return timestamp;
}
