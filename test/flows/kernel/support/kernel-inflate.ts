import { InflateStatus } from '../../../../flows/kernel/shared/inflate-status';
import { Kernel } from './kernel';

const HISTORY_BYTES = 32 * 1024;
const INPUT_SLACK = 64;
const OUTPUT_SLACK = 320;
const GUARD_BYTES = 64;
const GUARD = 0xa5;

/** Bytes of input and output room per call. */
export interface Steps {
  readonly inputBytes: number;
  readonly outputBytes: number;
}

export type Inflated =
  | { readonly plain: Buffer; readonly inputBytes: number }
  | { readonly error: number; readonly plain: Buffer };

/** Calls the kernel like `TextWindow` does, and verifies that it stays within its bounds. */
export class KernelInflate {
  private readonly kernel = new Kernel();

  inflate(stream: Uint8Array, { inputBytes, outputBytes }: Steps): Inflated {
    const { exports, memory, free } = this.kernel;
    const input = free;
    const output = input + stream.length + INPUT_SLACK + GUARD_BYTES + HISTORY_BYTES;
    const outputEnd = output + outputBytes;
    const guardStart = outputEnd + OUTPUT_SLACK;
    const parts: Buffer[] = [];
    let history = output;
    let unread = 0;
    let fed = 0;
    exports.inflateBegin();
    for (;;) {
      const inputEnd = input + unread;
      const historyBefore = Buffer.from(memory.subarray(history - GUARD_BYTES, output));
      // the kernel must not depend on the bytes after the input
      memory.fill(parts.length, inputEnd, inputEnd + INPUT_SLACK);
      memory.fill(GUARD, guardStart, guardStart + GUARD_BYTES);
      const isLast = fed === stream.length;
      const status = exports.inflateRun(input, inputEnd, isLast, output, outputEnd, history);
      const [inputStop, outputStop] = [exports.inflateInput(), exports.inflateOutput()];
      this.expectBounds(input, inputStop, inputEnd);
      this.expectBounds(output, outputStop, outputEnd);
      if (memory.subarray(guardStart, guardStart + GUARD_BYTES).some((byte) => byte !== GUARD)) {
        throw new Error('the kernel wrote past the slack of the output');
      }
      if (!memory.subarray(history - GUARD_BYTES, output).equals(historyBefore)) {
        throw new Error('the kernel wrote before the output');
      }

      parts.push(Buffer.from(memory.subarray(output, outputStop)));
      if (status === InflateStatus.DONE) {
        return { plain: Buffer.concat(parts), inputBytes: fed - (inputEnd - inputStop) };
      }
      if (status < 0) return { plain: Buffer.concat(parts), error: status };
      const kept = Math.min(HISTORY_BYTES, outputStop - history);
      memory.copyWithin(output - kept, outputStop - kept, outputStop);
      history = output - kept;
      memory.copyWithin(input, inputStop, inputEnd);
      unread = inputEnd - inputStop;
      if (status === InflateStatus.NEED_INPUT) {
        if (isLast) throw new Error('the kernel requests input after the last byte');
        const more = stream.subarray(fed, fed + inputBytes);
        memory.set(more, input + unread);
        unread += more.length;
        fed += more.length;
      } else if (status !== InflateStatus.NEED_OUTPUT || outputStop !== outputEnd) {
        throw new Error(`unexpected status ${status} with ${outputEnd - outputStop} bytes of room`);
      }
    }
  }

  private expectBounds(start: number, stop: number, end: number): void {
    if (stop < start || stop > end)
      throw new Error(`the kernel stopped at ${stop}, expected ${start} to ${end}`);
  }
}
