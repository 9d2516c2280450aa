export { inflateBegin, inflateInput, inflateOutput, inflateRun } from './inflate';
export { reserved } from './memory';
export { snappyBound, snappyCompress, snappyLiteral } from './snappy';
