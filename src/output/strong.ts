import type { Page } from './style.ts';

/** How headings are set off. */
export async function strongOn({ hasColor }: Page): Promise<(text: string) => string> {
  return hasColor ? (await import('./color.ts')).strong : (text) => text;
}
