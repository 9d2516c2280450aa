export { inputBuffer, scratchBuffer, textBuffer } from './buffers';
export { compressedPage, compressPage } from './compress';
export { foldCrc, foldedLength } from './crc-fold';
export { timeBounds } from './check';
export { beginLexicon, defineAttributes, defineColumn, defineDerived, defineMember, definePhrase, defineWord, shareDictionary } from './define';
export { encode, entryText, entryTextLength, page } from './encode';
export { addUnknownField, clearUnknownFields, unknownCount } from './extra';
export { endLayout } from './group';
export { beginLayout, separators, setup } from './layout';
export { inflateBegin, inflateInput, inflateOutput, inflateRun } from './inflate';
export { reserved } from './memory';
export { codeCount, newestTime, rowsWith } from './tally';
export {
  choosePartition,
  findPartitions,
  joinPartition,
  partitionAccount,
  partitionColumns,
  partitionDay,
  partitionRegion,
} from './partitions';
export { codeText, codeTextLength, codeValue, hasCodes, rowsOf } from './peek';
export { setPosition } from './positions';
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
