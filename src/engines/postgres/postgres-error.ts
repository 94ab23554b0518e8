import { InputError } from '../../errors.ts';
import { type Fault, faultError } from '../fault.ts';

/** What SQLSTATE says, by its five signs or by the first two of them. */
const faults: Readonly<Record<string, Fault>> = {
  '08': 'gone',
  // A parameter or a zero byte in the query.
  '08P01': 'refused',
  '22': 'data',
  '28': 'login',
  '3D': 'absent',
  '40': 'gone',
  '42501': 'denied',
  // A view that writes, which is not let.
  '25006': 'refused',
  '25P03': 'gone',
  '42P07': 'taken',
  '42P01': 'missing',
  '42703': 'missing',
  '3F000': 'missing',
  '53': 'resources',
  '53300': 'starting',
  '54': 'resources',
  '57014': 'timeout',
  '57P01': 'gone',
  '57P02': 'gone',
  '57P03': 'starting',
  '57P05': 'gone',
  '58': 'gone',
};

/** What a statement is for. */
export type PostgresPurpose = 'own' | 'given' | 'store';

interface Circumstances {
  /** The longest that a statement may run, in seconds. */
  readonly timeout: number | undefined;
  /** One that clv wrote itself and that Postgres does not understand is a bug. */
  readonly purpose: PostgresPurpose;
  readonly connecting?: boolean;
}

/** Why a server may let in later who cannot come in now. */
export function delayOf(error: unknown): 'starting' | 'reset' | undefined {
  const { code } = error as { code?: unknown };
  if (code === '57P03') return 'starting';
  return code === 'ECONNRESET' ? 'reset' : undefined;
}

/** Whether a server wants a password that is not there, or is not this one. */
export function isPasswordLacking(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message: string };
  return code === '28P01' || /password must be|SASL/.test(message);
}

/** An error of the driver or the server as one for the person, or as it is where it is a bug. */
export function postgresInWords(error: unknown, where: string, about: Circumstances): unknown {
  if (error instanceof InputError) return error;
  const { code, message } = error as { code?: string; message: string };
  const fault = faultOf(code, message, about);
  if (fault === undefined) return error;
  const seconds =
    about.timeout === undefined ? 'the time that the server gives' : `${about.timeout} s`;
  // A refused connection to several addresses of a host has a code and no message.
  return faultError(fault, {
    where,
    said: fault === 'timeout' ? seconds : plainOf(message) || String(code),
  });
}

/** The driver tells what the protocol lacks, where a person lacks a password. */
const plainOf = (message: string): string =>
  /client password must be/.test(message) ? 'no password' : message;

function faultOf(
  code: string | undefined,
  message: string,
  { purpose, connecting = false }: Circumstances,
): Fault | undefined {
  if (isPasswordLacking({ message })) return 'login';
  return code !== undefined && sqlState.test(code)
    ? faultOfAnswer(code, message, purpose)
    : faultOfLine(code ?? '', message, connecting);
}

/** A code of a server has a digit; EPIPE, of the line, is five capitals as well. */
const sqlState = /^(?=.*\d)[0-9A-Z]{5}$/;

/** What is no answer of Postgres is one of the network, or of TLS. */
function faultOfLine(code: string, message: string, connecting: boolean): Fault | undefined {
  if (/^(CERT_|DEPTH_|SELF_|UNABLE_)/.test(code)) return 'untrusted';
  const isOfLine =
    /^(E[A-Z]+|ERR_|HOSTNAME_)/.test(code) ||
    /[Cc]onnection terminated|not queryable|timeout expired|does not support SSL/.test(message);
  if (!isOfLine) return undefined;
  return connecting ? 'absent' : 'gone';
}

function faultOfAnswer(code: string, message: string, purpose: PostgresPurpose): Fault | undefined {
  // A person who cancels a statement ends it with the same code as the time that it may take does.
  if (code === '57014' && message.includes('user request')) return 'gone';
  if (purpose === 'store' && code === '3F000') return 'noPlace';
  const found = faults[code] ?? faults[code.slice(0, 2)];
  if (found !== undefined) return found;
  if (code.startsWith('42')) return purpose === 'given' ? 'missing' : undefined;
  return 'refused';
}
