import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort, type Running, start, until } from './process.ts';

/** Where the Postgres of a run answers, and its first user. */
export interface PostgresServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The file of the authority that signed its certificate, which is for 127.0.0.1 alone. */
  readonly authority: string;
  /** The file of its key. */
  readonly key: string;
}

/** Where Debian puts the programs of Postgres, one folder a version. */
const installed = '/usr/lib/postgresql';

function programs(): string {
  if (!existsSync(installed)) install();
  const newest = readdirSync(installed)
    .toSorted((one, other) => Number(other) - Number(one))
    .find((version) => existsSync(join(installed, version, 'bin/initdb')));
  if (newest === undefined)
    throw new Error(`${installed} must hold initdb; apt-get install postgresql`);
  return join(installed, newest, 'bin');
}

function apt(...args: string[]): void {
  execFileSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function install(): void {
  apt('update', '-qq');
  // Without this Debian starts a server of its own.
  mkdirSync('/etc/postgresql-common', { recursive: true });
  const settings = '/etc/postgresql-common/createcluster.conf';
  if (!existsSync(settings)) writeFileSync(settings, 'create_main_cluster = false\n');
  apt('install', '-y', '-qq', '-o', 'Dpkg::Options::=--force-confold', 'postgresql');
}

const id = (flag: string): number =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

/** Postgres refuses to run as root. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  return { uid: id('-u'), gid: id('-g') };
}

/** A key and a certificate that signs itself. */
function certify(folder: string): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=clv', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', certificate, '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, ...files], { stdio: 'ignore' });
  return { key, certificate };
}

/** Start a Postgres with a folder, a port and a password of its own. */
export async function startPostgres(): Promise<{
  server: PostgresServer;
  stop: () => Promise<void>;
}> {
  const bin = programs();
  const { uid, gid } = owner();
  const ids = uid === undefined || gid === undefined ? {} : { uid, gid };
  const folder = mkdtempSync(join(tmpdir(), 'clv-postgres-'));
  const [user, password, database] = ['clv', randomUUID(), 'postgres'];
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  const { key, certificate } = certify(folder);
  if (uid !== undefined && gid !== undefined) {
    for (const own of [folder, passwordFile, key]) chownSync(own, uid, gid);
  }
  const data = join(folder, 'data');
  // Collated as in English, where upper and lower case mix: what leans on the order of bytes shows.
  const locale = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US'];
  const login = [`--username=${user}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  execFileSync(join(bin, 'initdb'), ['-D', data, '-E', 'UTF8', '--no-sync', ...locale, ...login], {
    ...ids,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder,
    fsync: 'off',
    ssl: 'on',
    ssl_cert_file: certificate,
    ssl_key_file: key,
    max_connections: '30',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const running: Running = start(join(bin, 'postgres'), ['-D', data, ...flags], {
    ...ids,
    cwd: folder,
  });
  const server = { port, user, password, database, authority: certificate, key };
  const stop = async () => {
    // A fast shutdown: it does not wait for those who are connected.
    await running.stop('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  const answers = async () => {
    const client = new Client({ host: '127.0.0.1', ...server });
    await client.connect();
    await client.query('select 1');
    await client.end();
    return true;
  };
  await until('an answer of Postgres', answers, [running], 60);
  return { server, stop };
}
