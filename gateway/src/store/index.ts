export { openLevelSubmissionIndex } from './level-submission-index.js';
export type { IndexedSubmission, SubmissionIndex } from './submission-index.js';
