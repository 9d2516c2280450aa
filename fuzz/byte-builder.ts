const FIRST_BYTES = 1024 * 1024;

/** A growing buffer. Its memory is reused for each object. */
export class ByteBuilder {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = value;
  }

  /** Appends bytes. Most parts are short, and short ones are copied faster byte by byte. */
  add(part: Uint8Array): void {
    const { length } = part;
    if (this.length + length > this.bytes.length) this.grow(length);
    const { bytes } = this;
    let at = this.length;
    if (length > 64) bytes.set(part, at);
    else for (let index = 0; index < length; index++) bytes[at++] = part[index] as number;
    this.length += length;
  }

  /** A copy of all bytes. */
  take(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }

  private grow(more: number): void {
    const larger = Buffer.allocUnsafe(2 * this.bytes.length + more);
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
