import type { Argument, Command, Option } from 'commander';

/** A completion of the word that is being typed. */
export interface Offer {
  readonly value: string;
  /** One line, or empty. */
  readonly description: string;
}

/**
 * The completions of the word that is being typed: commands, options and their values. Without any, the shell completes
 * file names.
 *
 * @param typed the unexpanded words after the program's name; the last one is being typed
 */
export function offersFor(program: Command, typed: readonly string[]): readonly Offer[] {
  // Bash passes the `=` of `--format=json` as a separate word.
  const [current = '', ...before] = typed.map((word) => (word === '=' ? '' : word)).reverse();
  const words = before.filter((word) => word !== '').reverse();
  return candidates(program, words, current).filter(({ value }) => value.startsWith(current));
}

function candidates(program: Command, words: readonly string[], current: string): readonly Offer[] {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const options = [...help.visibleOptions(program)];
  const operands: string[] = [];
  let command: Command | undefined;
  let awaiting: Option | undefined;
  for (const word of words) {
    if (word === '--') return [];
    if (awaiting !== undefined) {
      awaiting = undefined;
    } else if (word.startsWith('-')) {
      awaiting = options.find((option) => option.required && isCalled(option, word));
    } else if (command === undefined) {
      command = commands.find((one) => one.name() === word);
      if (command === undefined) return [];
      // Both have `--help`.
      options.push(
        ...help.visibleOptions(command).filter(({ long }) => !options.some((one) => one.long === long)),
      );
    } else {
      operands.push(word);
    }
  }
  if (awaiting !== undefined) return choicesOf(awaiting);

  const [inline] = /^--[^=]+(?==)/.exec(current) ?? [];
  if (inline !== undefined) {
    const named = options.find((option) => isCalled(option, inline));
    return choicesOf(named).map(({ value, description }) => ({ value: `${inline}=${value}`, description }));
  }
  const offeredOptions = () =>
    options.map((option) => ({
      value: option.long ?? option.flags,
      description: help.optionDescription(option),
    }));
  const offeredCommands = () =>
    commands.map((one) => ({ value: one.name(), description: help.subcommandDescription(one) }));
  if (current.startsWith('-')) return offeredOptions();
  if (command === undefined) return offeredCommands();
  if (command.name() === 'help') return operands.length === 0 ? offeredCommands() : [];
  const { registeredArguments } = command;
  if (registeredArguments.length === 0) return offeredOptions();
  return choicesOf(registeredArguments[operands.length]);
}

function isCalled({ short, long }: Option, flag: string): boolean {
  return flag === short || flag === long;
}

function choicesOf(part: Option | Argument | undefined): readonly Offer[] {
  return (part?.argChoices ?? []).map((value) => ({ value, description: '' }));
}
