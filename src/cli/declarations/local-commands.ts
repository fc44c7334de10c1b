import { type Command, InvalidArgumentError } from 'commander';
import type { EmulatorOptions } from '../commands/emulator.ts';
import type { Run } from '../terminal.ts';
import { declareCompletion } from './completion.ts';
import { examples } from './examples.ts';
import { jsonOption, portOption } from './options.ts';

export const LOCAL_GROUP = 'On this machine:';

/** Declares the commands that need no AWS account. */
export function declareLocalCommands(program: Command, run: Run): void {
  program.commandsGroup(LOCAL_GROUP);

  program
    .command('emulator')
    .description('run the embedded AWS on 127.0.0.1')
    .addOption(portOption('the TCP port; 0: any free port').default(4566))
    .option('--seed <examples>', 'start with the example organization and bucket', seed)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['start the embedded AWS with the examples', 'emulator --seed examples'],
        ['start it on any free port', 'emulator --port 0'],
      ),
    )
    .action((options: EmulatorOptions) =>
      run(async (screen, interrupted) => {
        const { emulator } = await import('../commands/emulator.ts');
        return await emulator(options, screen, interrupted);
      }),
    );

  declareCompletion(program);
}

function seed(text: string): 'examples' {
  if (text === 'examples') return text;
  throw new InvalidArgumentError('It must be examples');
}
