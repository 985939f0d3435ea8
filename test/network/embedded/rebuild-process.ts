import { rebuildEmbeddedState } from '@quancheng/network';

/** Rebuilds a state in a process of its own; once it has come half way it says so and waits to be killed. */
await rebuildEmbeddedState(process.argv[2]!, ({ bytes, totalBytes }) => {
  if (bytes * 2 >= totalBytes) {
    process.stdout.write('half\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
});
