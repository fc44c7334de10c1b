'use strict';

const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

/** Builds the bundles before the Serverless Framework packages them, so that the deployed code is never stale. */
module.exports = class BuildPlugin {
  constructor() {
    this.hooks = {
      'before:package:initialize': () => {
        // Standard output belongs to the framework.
        execFileSync(process.execPath, [join(__dirname, 'build.ts')], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
      },
    };
  }
};
