// Worker threads do not inherit the TypeScript loader of the thread that starts them.
require('tsx/cjs');
require('./work.ts');
