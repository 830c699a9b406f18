// Builds the pages for Gateway.csproj: node build.mjs OUTPUT. Installs what the lock file names, checks the types,
// bundles, and compresses. Several builds may run this at the same time: one works, the others find its result.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const root = path.dirname(fileURLToPath(import.meta.url));
const output = path.resolve(process.argv[2] ?? path.join(root, '../../artifacts/web/pages'));
const stamp = `${output}.stamp`;
const lock = `${output}.lock`;

// In the form in which MSBuild shows a line as an error.
function fail(text) {
  console.error(`Gateway/web : error FOOTFALL001: ${text}`);
  process.exit(1);
}

function newest(folder) {
  let time = fs.statSync(folder).mtimeMs;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.name !== 'node_modules') {
      time = Math.max(time, entry.isDirectory() ? newest(file) : fs.statSync(file).mtimeMs);
    }
  }
  return time;
}

// The folder itself is not asked: its time changes with node_modules.
function newestSource() {
  const parts = fs.readdirSync(root).filter(name => name !== 'node_modules').map(name => path.join(root, name));
  return Math.max(...parts.map(part => (fs.statSync(part).isDirectory() ? newest(part) : fs.statSync(part).mtimeMs)));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function takeLock() {
  fs.mkdirSync(path.dirname(output), { recursive: true });
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    // Of a build that was killed: it is nobody's. An empty one was only just made.
    const owner = Number(fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8') : 0);
    if (owner > 0 && !isAlive(owner)) fs.rmSync(lock, { force: true });
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  } catch (error) {
    if (error.code === 'ENOENT') fail(`${command} was not found; install it, on Debian: apt-get install npm`);
    throw error;
  }
}

// Packages' install scripts are not run: none of ours needs one.
function install() {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  const wanted = path.join(root, 'package-lock.json');
  if (fs.existsSync(installed) && fs.statSync(installed).mtimeMs >= fs.statSync(wanted).mtimeMs) return;
  try {
    run('npm', ['ci', '--ignore-scripts', '--loglevel=error']);
  } catch {
    run('npm', ['install', '--ignore-scripts', '--no-save', '--loglevel=error']);
  }
}

function compress(folder) {
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    fs.writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }));
  }
}

async function build() {
  const began = new Date();
  install();
  run(process.execPath, ['node_modules/typescript/bin/tsc']);
  const { build: bundle } = await import('vite');
  const fresh = `${output}.new`;
  await bundle({ root, logLevel: 'warn', build: { outDir: fresh, emptyOutDir: true } });
  compress(path.join(fresh, 'assets'));
  fs.rmSync(output, { recursive: true, force: true });
  fs.renameSync(fresh, output);
  fs.writeFileSync(stamp, '');
  fs.utimesSync(stamp, began, began);
}

await takeLock();
try {
  if (!fs.existsSync(stamp) || !fs.existsSync(output) || fs.statSync(stamp).mtimeMs < newestSource()) await build();
} catch (error) {
  console.error(error.stdout ? String(error.stdout) : error.message);
  process.exitCode = 1;
} finally {
  fs.rmSync(lock, { force: true });
}
