import { fileURLToPath } from 'node:url';

/** Golden packages and bundles, and what a verifier must find in them. */
export const vectorFolder = fileURLToPath(new URL('../../../vectors/verifier', import.meta.url));
