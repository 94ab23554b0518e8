import { write, writeSync } from 'node:fs';

/** What is written as it comes: stdout, stderr, or a pipe or device that a flag names. */
export interface Stream {
  /** Write a text; from where nobody takes it any longer, it is dropped. */
  write(this: void, text: string): void | Promise<void>;
  /** Whether what is written is still taken. */
  isOpen(this: void): boolean;
  /** The code of what went wrong; that a reader left, as `head` does, is nothing wrong. */
  fault(this: void): string | undefined;
}

/**
 * @param mayBlock whether the program may do nothing else until a slow reader takes what is written
 */
export function streamOf(descriptor: number, mayBlock: () => boolean): Stream {
  let isOpen = true;
  let fault: string | undefined;
  const close = (error: unknown) => {
    isOpen = false;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPIPE') fault = code ?? String(error);
  };
  return {
    write(text) {
      if (!isOpen) return undefined;
      if (!mayBlock()) return writeInTurn(descriptor, Buffer.from(text)).catch(close);
      try {
        writeBlocking(descriptor, encoded(text));
      } catch (error) {
        close(error);
      }
      return undefined;
    },
    isOpen: () => isOpen,
    fault: () => fault,
  };
}

/** Where texts are encoded; a stream of pieces needs no new memory for each. */
const room = Buffer.allocUnsafeSlow(256 * 1024);

function encoded(text: string): Uint8Array {
  // One character is three bytes at most.
  const fits = text.length * 3 <= room.length;
  return fits ? room.subarray(0, room.write(text)) : Buffer.from(text);
}

/** Milliseconds between two attempts at a pipe that does not block and is full. */
const pause = 5;

/** Write all of some bytes to a descriptor, and wait until they are taken. */
export function writeBlocking(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}

/** The same, and meanwhile signals are heard. */
async function writeInTurn(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await writeSome(descriptor, bytes, at);
}

function writeSome(descriptor: number, bytes: Uint8Array, at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, at, bytes.length - at, null, (error, count) => {
      if (error === null) resolve(count);
      else if (error.code === 'EAGAIN') setTimeout(() => resolve(0), pause);
      else reject(error);
    });
  });
}
