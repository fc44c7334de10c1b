#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Start lenskeeper: Node is ${process.versions.node}, wanted 22.18 or newer. Install a newer Node, then run it again`,
  );
  process.exit(1);
}

module.enableCompileCache?.();

// A checkout runs its sources. Under node_modules Node refuses to strip types, so an installed package runs the bundle.
const source = new URL('../src/cli/main.ts', import.meta.url);
const isCheckout = existsSync(fileURLToPath(source)) && !source.pathname.includes('/node_modules/');
await import(isCheckout ? source.href : new URL('../dist/cli.js', import.meta.url).href);
