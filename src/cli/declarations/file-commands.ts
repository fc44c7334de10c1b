import { type Command, Option } from 'commander';
import type { DiffOptions } from '../commands/diff.ts';
import type { InitOptions } from '../commands/init.ts';
import type { PreviewOptions } from '../commands/preview.ts';
import type { ValidateOptions } from '../commands/validate.ts';
import type { Run } from '../terminal.ts';
import { examples } from './examples.ts';
import { jsonOption, portOption, profileOption, regionOption } from './options.ts';

/** The commands for people who write lenses and the policy. */
export function declareFileCommands(program: Command, run: Run): void {
  program.commandsGroup('Write lenses and the policy:');

  program
    .command('init')
    .description('writes a commented policy, a sample lens and the schema for editors')
    .argument('[folder]', 'where to', '.')
    .option('--force', 'write over files that are there')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['begin in this folder', 'init'], ['begin in a new one', 'init governance']),
    )
    .action((folder: string, options: InitOptions) =>
      run(async (screen) => {
        const { init } = await import('../commands/init.ts');
        return await init(folder, options, screen);
      }),
    );

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
    .addOption(new Option('--json', 'the same as --format json'))
    .option('--fix', 'fix what is safe: rejected characters with a plain form, white space, byte-order marks')
    .option('--errors-only', 'show no warnings')
    .addHelpText(
      'after',
      examples(
        ['a folder of lenses and its policy', 'validate lenses lenskeeper.yaml'],
        ['errors without warnings', 'validate --errors-only lenses'],
        ['fix what can be fixed', 'validate --fix "lenses/**/*.json"'],
        ['findings beside the lines of a pull request', 'validate --format github lenses'],
      ),
    )
    .action((paths: string[], options: ValidateOptions) =>
      run(async (screen) => {
        const { validate } = await import('../commands/validate.ts');
        return await validate(paths, options, screen);
      }),
    );

  program
    .command('diff')
    .description('what changed between two lenses, minor or major, which answers are lost')
    .argument('<old>', 'a file, the ARN of a lens (ARN#VERSION), or s3://BUCKET/KEY (?versionId=ID)')
    .argument('<new>', 'the same')
    .addOption(jsonOption())
    .option('--markdown', 'print a change log for a pull request')
    .addOption(profileOption())
    .addOption(regionOption())
    .addHelpText(
      'after',
      examples(
        ['before the next upload', 'diff s3://my-lenses/lenses/payments.json payments.json'],
        ['a change log', 'diff --markdown old.json new.json'],
      ),
    )
    .action((old: string, current: string, options: DiffOptions) =>
      run(async (screen, interrupted) => {
        const { diff } = await import('../commands/diff.ts');
        return await diff([old, current], options, screen, interrupted);
      }),
    );

  program
    .command('preview')
    .description('the lens as a reviewer sees it, on a page of this machine that follows the file')
    .argument('<file>', 'a lens: .json, .yaml or .yml')
    .addOption(portOption('TCP port, 0 for any that is free').default(0))
    .addOption(jsonOption())
    .addHelpText('after', examples(['see a lens while it is written', 'preview lenses/payments.json']))
    .action((file: string, options: PreviewOptions) =>
      run(async (screen, interrupted) => {
        const { preview } = await import('../commands/preview.ts');
        return await preview(file, options, screen, interrupted);
      }),
    );
}
