import { Argument, type Command } from 'commander';
import { offersFor } from '../completion/offers.ts';
import { SCRIPTS, SHELLS, type Shell } from '../completion/scripts.ts';
import { examples } from './examples.ts';

/** Adds the command that prints completion scripts, and the hidden one that they ask. */
export function declareCompletion(program: Command): void {
  program
    .command('completion')
    .description('prints the completion script of a shell')
    .addArgument(new Argument('<shell>', 'which one').choices(SHELLS))
    .addHelpText(
      'after',
      examples(
        ['in every bash', 'completion bash > ~/.local/share/bash-completion/completions/lenskeeper'],
        ['in every zsh, from a folder of $fpath', 'completion zsh > ~/.zfunc/_lenskeeper'],
        ['in every fish', 'completion fish > ~/.config/fish/completions/lenskeeper.fish'],
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
