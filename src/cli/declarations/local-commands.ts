import { type Command, InvalidArgumentError } from 'commander';
import type { EmulatorOptions } from '../commands/emulator.ts';
import type { Run } from '../terminal.ts';
import { declareCompletion } from './completion.ts';
import { examples } from './examples.ts';
import { jsonOption, portOption } from './options.ts';

export const LOCAL_GROUP = 'On this machine:';

/** The commands about this machine alone. */
export function declareLocalCommands(program: Command, run: Run): void {
  program.commandsGroup(LOCAL_GROUP);

  program
    .command('emulator')
    .description('the embedded AWS alone, on 127.0.0.1')
    .addOption(portOption('TCP port').default(4566))
    .option('--seed <examples>', 'begin with the example organization and bucket', seed)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['an AWS to try things on', 'emulator --seed examples'],
        ['the same in a test', 'emulator --port 0'],
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
  throw new InvalidArgumentError('Wanted examples');
}
