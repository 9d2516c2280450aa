export { inputBuffer, linesBuffer, scratchBuffer, textBuffer } from './buffers';
export { setTimeBounds } from './check';
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
  defineComposite,
  defineDerived,
  defineMember,
  defineWord,
  shareDictionary,
} from './define';
export { fileBuffer, fileBufferBytes } from './file-buffer';
export { endSchema } from './group';
export { inflateBegin, inflateInput, inflateOutput, inflateRun } from './inflate';
export { findKnownAddresses, forgetAddresses, keepAddress, unknownAddresses } from './known-addresses';
export { addKnownText, addTextValue, beginTextValues, clearKnownTexts } from './known-texts';
export {
  addContext,
  addContextColumn,
  changeLineContext,
  clearContextChanges,
  clearContextColumns,
  clearContexts,
  setContextValue,
} from './line-contexts';
export { addLookupNumber, addLookupText, clearLookups, selectAddresses } from './lookup';
export { reserved } from './memory';
export {
  addTemplatePiece,
  clearTemplates,
  clearTexts,
  copiedEnd,
  copyTexts,
  findTexts,
  templatePosition,
  textCount,
} from './object-templates';
export { pageSumHigh, pageSumLow } from './page';
export {
  endOfPartitions,
  findPartitions,
  joinPartition,
  partitionAccount,
  partitionDay,
  partitionRegion,
  selectPartition,
  setPartitionColumns,
} from './partitions';
export { setPosition } from './positions';
export { unknownEnd, unknownSpace, unknownText } from './record-progress';
export { allocateForSchema, beginSchema, setDelimiter, setTokenSyntax } from './record-schema';
export {
  beginRecord,
  dropRecord,
  keepRecord,
  moveRecord,
  readRecord,
  recordEnd,
  recordRows,
  recordTimeEnd,
  recordTimeStart,
  recordTuples,
  setRecordColumns,
} from './records';
export {
  appendRow,
  groupRows,
  lineEnd,
  lineNumber,
  nextGroup,
  readLines,
  setSpecialColumns,
  setText,
  skipLine,
  textPosition,
} from './rows';
export { snappyBound, snappyCompress, snappyLiteral } from './snappy';
export { codeCount, codeText, codeTextLength, newestTime, rowsWith } from './tally';
export { codeValue, hasCodes, rowsOf } from './test-exports';
export {
  addTokenLengths,
  emptyRows,
  lookUpTokens,
  rowsEnd,
  tokenBuffer,
  unpackNumbers,
  writeNumbers,
  writeRows,
} from './token-rows';
export { setTupleColumns } from './tuple-batch';
export { addTupleShape, clearTupleShapes } from './tuple-shape';
export { addUnknownField, clearUnknownFields, unknownCount } from './unknown-fields';
export { constantText, writeColumn, writeConstant, writeEmpty, writeLookup } from './write-chunk';
