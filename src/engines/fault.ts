import { InputError } from '../errors.ts';

/** What can go wrong in a server that the person can mend. */
export type Fault =
  | 'absent'
  | 'untrusted'
  | 'starting'
  | 'gone'
  | 'login'
  | 'denied'
  | 'missing'
  | 'taken'
  | 'noPlace'
  | 'noScratch'
  | 'refused'
  | 'data'
  | 'resources'
  | 'timeout'
  | 'interrupted';

interface Circumstances {
  /** The server without user and password, `db.example:5432`. */
  readonly where: string;
  /** What the server or the system said of it. */
  readonly said: string;
}

const lines: Readonly<Record<Fault, (about: Circumstances) => string>> = {
  absent: ({ where, said }) =>
    `the engine at ${where} must answer, got ${said}; start it, or mend the address in --engine`,
  untrusted: ({ where, said }) =>
    `the engine at ${where} must show a certificate of an authority that is known, got ${said}; name its file as sslrootcert=, or sslmode=no-verify, behind the ? of the address`,
  starting: ({ where, said }) =>
    `the engine at ${where} must be ready, got ${said}; try again in a while`,
  gone: ({ where, said }) =>
    `the engine at ${where} must stay up to the end, got ${said}; nothing was written, run it again`,
  login: ({ where, said }) =>
    `the engine at ${where} must know the user and the password, got ${said}; give the password in the environment`,
  denied: ({ where, said }) =>
    `the user must be allowed what is asked of ${where}, got ${said}; ask its keeper for the right`,
  missing: ({ where, said }) =>
    `the table and its columns must be there, got from ${where}: ${said}; mend --table or --query`,
  taken: ({ where, said }) =>
    `the table to write must not be there yet, got from ${where}: ${said}; drop it, or name another one`,
  noPlace: ({ where, said }) =>
    `the table to write must have a schema that is there, got from ${where}: ${said}; make it, or name another one`,
  noScratch: ({ where, said }) =>
    `scratch in --engine must be a catalog and a schema that are there, got from ${where}: ${said}; make it, or name another one`,
  refused: ({ where, said }) =>
    `the engine at ${where} must carry out what is asked, got ${said}; mend the table or the query, or ask its keeper`,
  data: ({ where, said }) =>
    `the values must be what they are read as, got from ${where}: ${said}; map another column, or mend the query`,
  resources: ({ where, said }) =>
    `the engine at ${where} must have room for the statement, got ${said}; give it more memory or disk`,
  timeout: ({ where, said }) =>
    `the engine at ${where} must end each statement within ${said}, got no end; give more with --timeout`,
  interrupted: ({ where }) =>
    `the engine at ${where} must be left to come to the end, got an interrupt; what ran there was cancelled, and nothing was written`,
};

/** A server may say much; this many characters tell what it is about. */
const longest = 200;

/** One line for a person, from all the lines that a server may say. */
export function faultError(fault: Fault, about: Circumstances): InputError {
  const [first = ''] = about.said.split('\n', 1);
  const plain = first.replace(/^line \d+:\d+: /, '').replace(/\.$/, '');
  const said = plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
  return new InputError(lines[fault]({ ...about, said: said || 'nothing' }));
}
