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
  'limit the work to: everything, lenses, workloads, a lens key, or account ids separated by commas';

/** Declares the commands that read or change the bucket and the WA Tool. */
export function declareStackCommands(program: Command, run: Run): void {
  program.commandsGroup('Plan, apply and watch:');

  program
    .command('plan')
    .description('show what would change; change nothing')
    .addOption(stackOption())
    .addOption(bucketOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('--scope <what>', SCOPE)
    .addOption(refreshOption())
    .option('--out <file>', 'save the plan for `lenskeeper apply FILE`')
    .option('--markdown', 'print a comment for a pull request')
    .addOption(jsonOption())
    .option('--detailed-exitcode', 'exit with code 3 when there is work to do')
    .addHelpText(
      'after',
      examples(
        ['show what would change', 'plan --stack lenskeeper-prod'],
        [
          'show one lens and every unit that it is shared with',
          'plan --scope lenses/payments.json --verbose',
        ],
        ['show two accounts', 'plan --scope 111122223333,444455556666'],
        ['write a comment for a pull request', 'plan --markdown > comment.md'],
        ['save a plan, to apply exactly that plan later', 'plan --out lenses.plan'],
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
      'show the plan, ask for confirmation and apply it: by the deployed worker, or directly if there is no worker',
    )
    .argument('[planfile]', 'a plan saved by `lenskeeper plan --out`; refused if it is out of date')
    .addOption(stackOption())
    .addOption(bucketOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('--scope <what>', SCOPE)
    .addOption(refreshOption())
    .option('-y, --yes', 'do not ask for confirmation')
    .option('--direct', 'apply from this machine; a deployed worker waits until it is done')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['show the plan and ask', 'apply --stack lenskeeper-prod'],
        ['apply a saved plan', 'apply lenses.plan --yes'],
        ['apply the changes of one lens without asking', 'apply --scope lenses/payments.json --yes'],
        ['continue after Ctrl-C', 'apply --yes'],
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
    .description(
      'show lenses, active shares, workloads, work to do, rejected lenses, queues and dead letters',
    )
    .addOption(stackOption())
    .addOption(bucketOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('-w, --watch [seconds]', 'repeat every given number of seconds (default: 10)', seconds)
    .addOption(refreshOption())
    .option('--open', 'show it on a local, read-only page')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['show the state of the account', 'status --stack lenskeeper-prod'],
        ['follow a first run, every 5 seconds', 'status --watch 5'],
        ['print JSON for a monitor', 'status --json'],
        ['open a page with the state of the fleet', 'status --open'],
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
    .description('write a report of the whole fleet: lenses, shares, workloads, reviews, risks, changes')
    .addOption(stackOption())
    .addOption(bucketOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('--html <file>', 'write the report as one HTML file')
    .addOption(
      refreshOption('read the organization and all reviews again, including reviews that seem unchanged'),
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['write an HTML page', 'report --html fleet.html'], ['print JSON', 'report --json']),
    )
    .action((options: ReportOptions) =>
      run(async (screen, interrupted) => {
        const { report } = await import('../commands/report.ts');
        return await report(options, screen, interrupted);
      }),
    );

  program
    .command('redrive')
    .summary('list dead letters with their reasons, or return them')
    .description(
      'list the dead letters of --stack or LENSKEEPER_DEAD_LETTER_QUEUE_URLS with their reasons, or return them to their queues',
    )
    .addOption(stackOption())
    .addOption(profileOption())
    .addOption(regionOption())
    .option('--all', 'return all dead letters')
    .option('--message <id...>', 'return the dead letters with these message ids')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['list the dead letters and their reasons', 'redrive --stack lenskeeper-prod'],
        ['return one dead letter', 'redrive --message 0b5c1f4e-6a1d-4c53-9f0a-1d2e3f405162'],
        ['return all dead letters', 'redrive --all'],
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
  throw new InvalidArgumentError('It must be a number of seconds from 1 to 3600');
}
