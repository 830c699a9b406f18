// Checks the tests' types, bundles them for Node.js, and runs them: node test/run.mjs
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const folder = path.dirname(fileURLToPath(import.meta.url));
const output = path.join(folder, '../../../artifacts/web/test');
const run = args => execFileSync(process.execPath, args, { cwd: path.dirname(folder), stdio: 'inherit' });
const tests = fs.readdirSync(folder).filter(name => name.endsWith('.test.ts')).map(name => path.join(folder, name));

run(['node_modules/typescript/bin/tsc', '-p', 'test']);
await build({
  root: folder, configFile: false, logLevel: 'warn',
  build: { ssr: true, outDir: output, emptyOutDir: true, rollupOptions: { input: tests, output: { entryFileNames: '[name].mjs' } } },
});
run(['--test', ...fs.readdirSync(output).filter(name => name.endsWith('.test.mjs')).map(name => path.join(output, name))]);
