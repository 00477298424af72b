const FIRST = 1024;

/** A growing list of bytes, with the numbers of WebAssembly's binary format. */
export class Bytes {
  length = 0;
  private buffer: Uint8Array = new Uint8Array(FIRST);

  byte(byte: number): void {
    if (this.length === this.buffer.length) this.grow(1);
    this.buffer[this.length++] = byte;
  }

  all(bytes: readonly number[]): void {
    for (const byte of bytes) this.byte(byte);
  }

  /** A whole number below 2³², 7 bits a byte (LEB128). */
  u32(value: number): void {
    let rest = value >>> 0;
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  f64(value: number): void {
    if (this.length + 8 > this.buffer.length) this.grow(8);
    new DataView(this.buffer.buffer).setFloat64(this.length, value, true);
    this.length += 8;
  }

  i32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 255);
  }

  /** A whole number from −2³¹ to below 2³¹, 7 bits a byte. */
  s32(value: number): void {
    let rest = value;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 127) | 128);
      rest >>= 7;
    }
    this.byte(rest & 127);
  }

  /** Room for a number that is not known yet; its place. */
  blank(): number {
    const at = this.length;
    this.all([128, 128, 128, 128, 0]);
    return at;
  }

  /** Writes a number where {@link blank} left room, in five bytes, the most that the format allows. */
  fill(at: number, value: number): void {
    for (let i = 0; i < 5; i++) this.buffer[at + i] = ((value >>> (7 * i)) & 127) | (i < 4 ? 128 : 0);
  }

  /** Replaces a byte already written. */
  replace(at: number, byte: number): void {
    this.buffer[at] = byte;
  }

  /** The bytes so far. */
  copy(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.length) as Uint8Array<ArrayBuffer>;
  }

  private grow(by: number): void {
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.length + by));
    larger.set(this.buffer);
    this.buffer = larger;
  }
}
