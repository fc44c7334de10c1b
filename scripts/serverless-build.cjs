'use strict';

const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

/** Builds the bundles before the Serverless Framework packages them, so that what is deployed is never stale. */
module.exports = class BuildPlugin {
  constructor() {
    this.hooks = {
      'before:package:initialize': () => {
        // Standard output is the framework's own.
        execFileSync(process.execPath, [join(__dirname, 'build.ts')], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
      },
    };
  }
};
