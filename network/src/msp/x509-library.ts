// @peculiar/x509 builds on tsyringe, which refuses to load without the reflection polyfill: import it first, here only.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

export { x509 };
