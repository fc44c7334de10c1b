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

/** A description is wrapped down to so many columns beside its term. */
const NARROWEST = 12;

/**
 * Every command with its arguments, options and examples. What a command does is loaded when it is run, so that
 * `--help` and the completion of a shell need not wait for the clients of AWS.
 */
export function createProgram(run: Run): Command {
  const program = new Command('lenskeeper')
    .description(
      'Keeps AWS Well-Architected custom lenses, their shares and workloads in step with one S3 bucket',
    )
    .usage('<command> [options]')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help, with examples')
    .option('-q, --quiet', 'say nothing on standard error but errors')
    .option('-v, --verbose', 'leave nothing out')
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
  program.addHelpCommand(help.description('prints the help of a command').helpGroup(LOCAL_GROUP));
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
