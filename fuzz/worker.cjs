// Threads do not have what compiles TypeScript from the one that began them.
require('tsx/cjs');
require('./work.ts');
