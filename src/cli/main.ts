import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { LenskeeperError, TerminalError } from '../errors.ts';
import { printable } from '../report/printable.ts';
import { type ApplyOptions, apply } from './commands/apply.ts';
import { type DiffOptions, diff } from './commands/diff.ts';
import { type EmulatorOptions, emulator } from './commands/emulator.ts';
import { type PlanOptions, plan } from './commands/plan.ts';
import { type PreviewOptions, preview } from './commands/preview.ts';
import { type StatusOptions, status } from './commands/status.ts';
import { type ValidateOptions, validate } from './commands/validate.ts';
import { projectRoot } from './project-root.ts';
import { EXIT, type Terminal } from './terminal.ts';

const terminal: Terminal = {
  result: (text) => process.stdout.write(`${text}\n`),
  log: (text) => process.stderr.write(`${text}\n`),
};

// A reader such as `head` may have seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main(process.argv);

/** Owns arguments, standard output and exit codes; each command is a file of its own. */
async function main(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.done;
  const run = async (command: Promise<number>) => {
    exitCode = await command;
  };
  const program = new Command('lenskeeper')
    .description(
      'Keeps AWS Well-Architected custom lenses, their shares and workloads in step with one S3 bucket',
    )
    .version(version())
    .showHelpAfterError('Try `lenskeeper --help`')
    .exitOverride();
  const bucket = ['--bucket <name>', 'the bucket of lenses and policy (default: LENSKEEPER_BUCKET)'] as const;

  program
    .command('plan')
    .description('what would change; changes nothing')
    .option(...bucket)
    .option('--json', 'print one JSON document')
    .option('--detailed-exitcode', 'exit code 3 when there is something to do')
    .action((options: PlanOptions) => run(plan(options, terminal, interruption())));
  program
    .command('apply')
    .description('plans, shows, asks, does it: by the deployed worker, or itself where there is none')
    .option(...bucket)
    .option('--json', 'print one JSON document')
    .option('--yes', 'do not ask')
    .option('--direct', 'do the work here although a worker is deployed; it waits meanwhile')
    .action((options: ApplyOptions) => run(apply(options, terminal, interruption())));
  program
    .command('status')
    .description('lenses, share and workload coverage, what is pending, rejected, in the dead-letter queues')
    .option(...bucket)
    .option('--json', 'print one JSON document')
    .action((options: StatusOptions) => run(status(options, terminal, interruption())));
  program
    .command('validate')
    .description('checks lens files, the policy and version sidecars offline')
    .argument(
      '<path...>',
      'files, folders or quoted globs of lenses (*.json, *.yaml, *.yml) and lenskeeper.yaml',
    )
    .addOption(
      new Option('--format <format>', 'how to print findings (default: text)').choices([
        'text',
        'json',
        'github',
        'sarif',
      ]),
    )
    .option('--json', 'the same as --format json')
    .option(
      '--fix',
      'mend what is safe: rejected characters with a plain form, white space, byte-order marks',
    )
    .action((paths: string[], options: ValidateOptions) => run(validate(paths, options, terminal)));
  program
    .command('diff')
    .description('what changed between two lenses, minor or major, which answers are lost')
    .argument('<old>', 'a file, the ARN of a lens (ARN#VERSION), or s3://BUCKET/KEY (?versionId=ID)')
    .argument('<new>', 'the same')
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print a change log for a pull request')
    .action((old: string, current: string, options: DiffOptions) =>
      run(diff([old, current], options, terminal, interruption())),
    );
  program
    .command('preview')
    .description('the lens as a reviewer sees it, on a page of this machine that follows the file')
    .argument('<file>', 'a lens: .json, .yaml or .yml')
    .option('--port <number>', 'TCP port, 0 for any that is free', port, 0)
    .action((file: string, options: PreviewOptions) => run(preview(file, options, terminal, interruption())));
  program
    .command('emulator')
    .description('the embedded AWS alone, on 127.0.0.1')
    .option('--port <number>', 'TCP port', port, 4566)
    .option('--seed <examples>', 'begin with the example organization and bucket', seed)
    .action((options: EmulatorOptions) => run(emulator(options, terminal, interruption())));

  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): number {
  // commander has said what is wrong with the arguments; help and version end by an error too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof LenskeeperError) {
    const mend = error instanceof TerminalError ? `. ${error.mend}` : '';
    terminal.log(`lenskeeper: ${printable(`${error.message}${mend}`)}`);
    return error.kind === 'configuration' ? EXIT.usage : EXIT.failed;
  }
  terminal.log(`lenskeeper: ${printable(error instanceof Error ? error.message : String(error))}`);
  return EXIT.failed;
}

function version(): string {
  const text = readFileSync(join(projectRoot(), 'package.json'), 'utf8');
  return JSON.parse(text).version;
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError('Wanted a port from 0 to 65535');
}

function seed(text: string): 'examples' {
  if (text === 'examples') return text;
  throw new InvalidArgumentError('Wanted examples');
}

/** Aborts on Ctrl-C or a request to end. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
