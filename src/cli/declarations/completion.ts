import { Argument, type Command } from 'commander';
import { offersFor } from '../completion/offers.ts';
import { SCRIPTS, SHELLS, type Shell } from '../completion/scripts.ts';
import { examples } from './examples.ts';

/** Declares the command that prints completion scripts, and the hidden command that these scripts call. */
export function declareCompletion(program: Command): void {
  program
    .command('completion')
    .description('print the completion script of a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      examples(
        ['install it for bash', 'completion bash > ~/.local/share/bash-completion/completions/lenskeeper'],
        ['install it for zsh, in a folder of $fpath', 'completion zsh > ~/.zfunc/_lenskeeper'],
        ['install it for fish', 'completion fish > ~/.config/fish/completions/lenskeeper.fish'],
      ),
    )
    .action((shell: Shell) => {
      process.stdout.write(SCRIPTS[shell]);
    });

  program
    .command('complete', { hidden: true })
    .argument('[words...]', 'what was typed')
    .action((words: string[]) => {
      for (const { value, description } of offersFor(program, words)) {
        process.stdout.write(`${value}\t${description}\n`);
      }
    });
}
