import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Complete } from '@bomb.sh/tab';
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { examples } from './examples.ts';

/** Arguments and options that are files or folders. */
const FILES: ReadonlySet<string> = new Set([
  'path',
  'file',
  'old',
  'new',
  'planfile',
  'folder',
  'out',
  'html',
]);

/** Adds the command that prints completion scripts, and the hidden one that they ask; call it after all others. */
export function declareCompletion(program: Command): void {
  const root = tab(program, { completionCommandName: 'completion' });
  for (const command of root.commands.values()) {
    for (const part of [...command.arguments.values(), ...command.options.values()]) {
      if (FILES.has('name' in part ? part.name : part.value)) part.handler = completeFiles;
    }
  }
  program.commands
    .find((command) => command.name() === 'completion')
    ?.description('prints the completion script of a shell')
    .addHelpText(
      'after',
      examples(
        ['in every bash', 'completion bash > ~/.local/share/bash-completion/completions/lenskeeper'],
        ['in every zsh, from a folder of $fpath', 'completion zsh > ~/.zfunc/_lenskeeper'],
        ['in every fish', 'completion fish > ~/.config/fish/completions/lenskeeper.fish'],
      ),
    );
}

/** The entries of the folder that is being typed. */
function completeFiles(complete: Complete): void {
  const typed = process.argv.at(-1) ?? '';
  const folder = typed.endsWith('/') ? typed : dirname(typed);
  const prefix = typed.endsWith('/') ? typed : folder === '.' && !typed.startsWith('.') ? '' : `${folder}/`;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      complete(`${prefix}${entry.name}${entry.isDirectory() ? '/' : ''}`, '');
    }
  } catch {
    // A folder that is not there has nothing to complete.
  }
}
