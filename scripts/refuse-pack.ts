/** `npm pack` in the project would pack a manifest with unneeded dependencies: everything is in the bundle. */
console.error(`Cannot pack the project itself: its dependencies would be installed with it, 300 MB that the bundle does not need.
To make the package:
  npm run npm-package && npm pack ./dist/npm`);
process.exitCode = 1;
