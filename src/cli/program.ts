import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { type Argument, Command } from 'commander';
import { declareFileCommands } from './declarations/file-commands.ts';
import { declareLocalCommands, LOCAL_GROUP } from './declarations/local-commands.ts';
import { declareStackCommands } from './declarations/stack-commands.ts';
import { projectRoot } from './project-root.ts';
import type { Run } from './terminal.ts';

/** Options of every command. */
export interface GlobalOptions {
  readonly quiet?: true;
  readonly verbose?: true;
  readonly debug?: true;
}

/** The least number of columns for a description beside its term. */
const NARROWEST = 12;

/**
 * Declares every command with its arguments, options and examples. The code of a command is loaded when it runs, so that
 * `--help` and shell completion do not load the AWS clients.
 */
export function createProgram(run: Run): Command {
  const program = new Command('lenskeeper')
    .description(
      'Keep AWS Well-Architected custom lenses, their shares and workloads in step with one S3 bucket',
    )
    .usage('<command> [options]')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help and examples')
    .option('-q, --quiet', 'print only errors on standard error')
    .option('-v, --verbose', 'print every detail')
    .option('--debug', 'print stack traces of errors')
    .configureHelp({
      showGlobalOptions: true,
      minWidthToWrap: NARROWEST,
      subcommandTerm: (command) =>
        [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
      styleTitle: (title) => styleText('bold', title, { validateStream: false }),
    })
    .showHelpAfterError('Try `lenskeeper --help`')
    .exitOverride();

  declareStackCommands(program, run);
  declareFileCommands(program, run);
  declareLocalCommands(program, run);
  const help = program.createCommand('help').argument('[command]').helpOption(false);
  program.addHelpCommand(help.description('print the help of a command').helpGroup(LOCAL_GROUP));
  return program;
}

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function version(): string {
  const text = readFileSync(join(projectRoot(), 'package.json'), 'utf8');
  return JSON.parse(text).version;
}
