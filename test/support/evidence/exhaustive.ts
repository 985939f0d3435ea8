/**
 * Whether to alter every bit of everything, which takes many minutes (QUANCHENG_EXHAUSTIVE=1). Otherwise large
 * files are sampled evenly; each kind of part has all its bits altered in some smaller file.
 */
export const exhaustive = process.env['QUANCHENG_EXHAUSTIVE'] === '1';
