export { ExitCode } from './exit-code.js';
export { visibleText } from './output/visible-text.js';
export { newProgram } from './program.js';
