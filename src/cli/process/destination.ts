import { closeSync, constants } from 'node:fs';
import { openAside, type OutputPlace, outputPlace, unwritable } from './aside.ts';
import type { Host } from './host.ts';
import { openWhenReady } from './open-when-ready.ts';
import { type Stream, streamOf, writeBlocking } from './stream.ts';

/** Where results go: stdout, a pipe or a device, or a file that is there whole or not at all. */
export interface Destination {
  /** From now on, hold everything until the end. */
  hold(this: void): void;
  write(this: void, text: string): void | Promise<void>;
  /** Whether what is written is still taken; a file takes it always. */
  isOpen(this: void): boolean;
  /** Everything was written; without this a file is not there, and what is held is not written. */
  finish(this: void): Promise<void>;
}

interface Sink extends Pick<Stream, 'write' | 'isOpen'> {
  /** @throws OutputError when something was not taken that should have been */
  finish(this: void): void;
}

/** Results are handed on in pieces of this many characters. */
const pieceLength = 64 * 1024;

/**
 * @param file absent or `-` is stdout
 * @param subject what a message calls the file
 * @throws OutputError when it cannot be opened
 */
export async function destinationOf(
  host: Host,
  file: string | undefined,
  subject = '--output',
): Promise<Destination> {
  const sink = await sinkOf(host, file, subject);
  let held = '';
  let isDocument = false;
  return {
    hold() {
      isDocument = true;
    },
    write(text) {
      held += text;
      if (isDocument || held.length < pieceLength) return undefined;
      const piece = held;
      held = '';
      return sink.write(piece);
    },
    isOpen: sink.isOpen,
    async finish() {
      if (held !== '') await sink.write(held);
      sink.finish();
    },
  };
}

/** Write a whole text, to a file or stdout. */
export async function writeOut(host: Host, file: string | undefined, text: string): Promise<void> {
  const destination = await destinationOf(host, file);
  await destination.write(text);
  await destination.finish();
}

async function sinkOf(host: Host, file: string | undefined, subject: string): Promise<Sink> {
  // What stdout does not take is for the end of the run to say.
  if (file === undefined || file === '-') {
    return { write: host.write, isOpen: host.isRead, finish() {} };
  }
  const place = outputPlace(subject, file);
  return place.isStream ? streamSink(subject, place) : fileSink(host, subject, place);
}

function fileSink(host: Host, subject: string, place: OutputPlace): Sink {
  const { descriptor, finish } = openAside(host, subject, place);
  return {
    write(text) {
      try {
        writeBlocking(descriptor, Buffer.from(text));
      } catch (error) {
        throw unwritable(subject, place.file, error);
      }
    },
    isOpen: () => true,
    finish,
  };
}

async function streamSink(subject: string, { file }: OutputPlace): Promise<Sink> {
  // Neither an opening that waits for a reader nor a slow one keeps a signal from being heard.
  const descriptor = await openWhenReady(file, constants.O_WRONLY).catch((error: unknown) => {
    throw unwritable(subject, file, error);
  });
  const { write, isOpen, fault } = streamOf(descriptor, () => false);
  return {
    write,
    isOpen,
    finish() {
      closeSync(descriptor);
      const code = fault();
      if (code !== undefined) throw unwritable(subject, file, { code });
    },
  };
}
