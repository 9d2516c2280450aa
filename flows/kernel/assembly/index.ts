export { inputBuffer, scratchBuffer, textBuffer } from './buffers';
export { timeBounds } from './check';
export { nameColumn } from './chunk-columns';
export {
  beginChunks,
  chunkDescriptions,
  chunkDescriptionsLength,
  chunksPlainBytes,
} from './chunks';
export { foldCrc, foldedLength } from './crc-fold';
export {
  beginLexicon,
  defineAttributes,
  defineColumn,
  defineDerived,
  defineMember,
  definePhrase,
  defineWord,
  shareDictionary,
} from './define';
export { addUnknownField, clearUnknownFields, unknownCount } from './extra';
export { fileBuffer, fileBufferBytes } from './file-buffer';
export { endLayout } from './group';
export { inflateBegin, inflateInput, inflateOutput, inflateRun } from './inflate';
export { addKnown, addSaid, beginSaid, clearKnown } from './known-texts';
export { beginLayout, separators, setup } from './layout';
export { reserved } from './memory';
export { page } from './page';
export {
  choosePartition,
  findPartitions,
  joinPartition,
  partitionAccount,
  partitionColumns,
  partitionDay,
  partitionRegion,
} from './partitions';
export { codeValue, hasCodes, rowsOf } from './peek';
export { setPosition } from './positions';
export { unknownEnd, unknownSpace, unknownText } from './record-progress';
export {
  beginRecord,
  dropRecord,
  keepRecord,
  moveRecord,
  readRecord,
  recordColumns,
  recordEnd,
  recordRows,
  recordTimeEnd,
} from './records';
export {
  appendRow,
  groupRows,
  lineEnd,
  lineNumber,
  nextGroup,
  passLine,
  readLines,
  setText,
  specialColumns,
  textPosition,
} from './rows';
export { snappyBound, snappyCompress, snappyLiteral } from './snappy';
export { codeCount, codeText, codeTextLength, newestTime, rowsWith } from './tally';
export { tupleColumns } from './tuple-batch';
export { constantText, writeColumn, writeConstant, writeEmpty } from './write-chunk';
