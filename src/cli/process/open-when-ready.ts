import { open } from 'node:fs';

/**
 * Open a file; a pipe is open when its other end is, and until then signals are heard.
 *
 * @param flags as open(2) takes them
 */
export function openWhenReady(file: string, flags: number): Promise<number> {
  return new Promise((resolve, reject) => {
    open(file, flags, (error, descriptor) => {
      if (error === null) resolve(descriptor);
      else reject(error);
    });
  });
}
