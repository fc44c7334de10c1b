import { type Command, InvalidArgumentError } from 'commander';
import type { ApplyOptions } from '../commands/apply.ts';
import type { PlanOptions } from '../commands/plan.ts';
import type { RedriveOptions } from '../commands/redrive.ts';
import type { ReportOptions } from '../commands/report.ts';
import type { StatusOptions } from '../commands/status.ts';
import type { Run } from '../terminal.ts';
import { examples } from './examples.ts';
import {
  bucketOption,
  jsonOption,
  profileOption,
  refreshOption,
  regionOption,
  stackOption,
} from './options.ts';

const SCOPE =
  'what to look at: everything, lenses, workloads, a lens key, or account ids separated by commas';

/** The commands that look at a bucket and the WA Tool, or change it. */
export function declareStackCommands(program: Command, run: Run): void {
  program.commandsGroup('Plan, apply and report:');

  program
    .command('plan')
    .description('shows what would change; changes nothing')
    .addOption(stackOption())
    .addOption(bucketOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('--scope <what>', SCOPE)
    .addOption(refreshOption())
    .option('--out <file>', 'save the plan for `lenskeeper apply FILE`')
    .option('--markdown', 'print a comment for a pull request')
    .addOption(jsonOption())
    .option('--detailed-exitcode', 'exit code 3 when there is something to do')
    .addHelpText(
      'after',
      examples(
        ['what would change', 'plan --stack lenskeeper-prod'],
        ['one lens, every unit it is shared with', 'plan --scope lenses/payments.json --verbose'],
        ['two accounts', 'plan --scope 111122223333,444455556666'],
        ['a comment for a pull request', 'plan --markdown > comment.md'],
        ['save the plan and apply exactly that later', 'plan --out lenses.plan'],
      ),
    )
    .action((options: PlanOptions) =>
      run(async (screen, interrupted) => {
        const { plan } = await import('../commands/plan.ts');
        return await plan(options, screen, interrupted);
      }),
    );

  program
    .command('apply')
    .description(
      'makes a plan, shows it, asks, and applies it: by the deployed worker, or in this process where there is none',
    )
    .argument('[planfile]', 'a plan of `lenskeeper plan --out`; refused when something changed since')
    .addOption(stackOption())
    .addOption(bucketOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('--scope <what>', SCOPE)
    .addOption(refreshOption())
    .option('-y, --yes', 'do not ask for confirmation')
    .option(
      '--direct',
      'do the work in this process although a worker is deployed; the worker waits meanwhile',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['see the plan, then decide', 'apply --stack lenskeeper-prod'],
        ['a saved plan', 'apply lenses.plan --yes'],
        ['one lens, without asking', 'apply --scope lenses/payments.json --yes'],
        ['continue after Ctrl-C, which stops after the calls in flight', 'apply --yes'],
      ),
    )
    .action((file: string | undefined, options: ApplyOptions) =>
      run(async (screen, interrupted) => {
        const { apply } = await import('../commands/apply.ts');
        return await apply(file, options, screen, interrupted);
      }),
    );

  program
    .command('status')
    .description('lenses, share and workload coverage, what is pending, rejected, in the dead-letter queues')
    .addOption(stackOption())
    .addOption(bucketOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('-w, --watch [seconds]', 'look again every so many seconds (default: 10)', seconds)
    .addOption(refreshOption())
    .option('--open', 'show it on a page of this machine instead, which changes nothing')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['coverage in one screen', 'status --stack lenskeeper-prod'],
        ['follow a first run', 'status --watch 5'],
        ['for a monitor', 'status --json'],
        ['the fleet on a page', 'status --open'],
      ),
    )
    .action((options: StatusOptions & { readonly open?: true }) =>
      run(async (screen, interrupted) => {
        if (options.open) {
          const { openStatus } = await import('../open-status.ts');
          return await openStatus(options, screen, interrupted);
        }
        const { status } = await import('../commands/status.ts');
        return await status(options, screen, interrupted);
      }),
    );

  program
    .command('report')
    .description('the whole fleet as a page in one file: coverage, reviews, risks, what changed')
    .addOption(stackOption())
    .addOption(bucketOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('--html <file>', 'write the page to this file')
    .addOption(refreshOption('read the organization and every review again, also those that seem unchanged'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['a page in one file', 'report --html fleet.html'], ['its numbers', 'report --json']),
    )
    .action((options: ReportOptions) =>
      run(async (screen, interrupted) => {
        const { report } = await import('../commands/report.ts');
        return await report(options, screen, interrupted);
      }),
    );

  program
    .command('redrive')
    .summary('lists dead letters with their reason, or returns them')
    .description(
      'lists the dead letters of --stack, or of LENSKEEPER_DEAD_LETTER_QUEUE_URLS, with their reason, or returns them to the queues they came from',
    )
    .addOption(stackOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('--all', 'return all of them')
    .option('--message <id...>', 'return these')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['list the dead letters with their reason', 'redrive --stack lenskeeper-prod'],
        ['return one of them', 'redrive --message 0b5c1f4e-6a1d-4c53-9f0a-1d2e3f405162'],
        ['return all of them', 'redrive --all'],
      ),
    )
    .action((options: RedriveOptions) =>
      run(async (screen, interrupted) => {
        const { redrive } = await import('../commands/redrive.ts');
        return await redrive(options, screen, interrupted);
      }),
    );
}

function seconds(text: string): number {
  const number = Number(text);
  if (number >= 1 && number <= 3_600) return number;
  throw new InvalidArgumentError('Wanted a number of seconds from 1 to 3600');
}
