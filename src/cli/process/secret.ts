import { terminalLine } from '../../output/escape.ts';

/** A terminal that a person types at. */
type Terminal = Pick<
  NodeJS.ReadStream,
  'setRawMode' | 'setEncoding' | 'on' | 'off' | 'resume' | 'pause'
>;

/**
 * Ask for a password at a terminal. What is typed is not shown, and leaves no trace on the screen.
 *
 * @param interrupt what Ctrl-C does, for in this mode the terminal does nothing
 */
export function askSecret(
  terminal: Terminal,
  warn: (text: string) => void,
  question: string,
  interrupt: () => void,
): Promise<string> {
  // Before the question, or the terminal would show what a quick person types.
  terminal.setRawMode(true);
  terminal.setEncoding('utf8');
  warn(terminalLine(question));
  return new Promise((resolve) => {
    let typed = '';
    const done = () => {
      terminal.off('data', read);
      terminal.setRawMode(false);
      terminal.pause();
      warn('\n');
    };
    const read = (text: string) => {
      for (const sign of text) {
        if (sign === '\r' || sign === '\n' || sign === '\u0004') {
          done();
          resolve(typed);
          return;
        }
        if (sign === '\u0003') {
          done();
          interrupt();
          return;
        }
        // As at any prompt, Ctrl-U takes all of it back.
        if (sign === '\u0015') {
          typed = '';
          continue;
        }
        typed =
          sign === '\u007f' || sign === '\b'
            ? Array.from(typed).slice(0, -1).join('')
            : typed + sign;
      }
    };
    terminal.on('data', read);
    terminal.resume();
  });
}
