import { type Command, Option } from 'commander';
import type { DiffOptions } from '../commands/diff.ts';
import type { InitOptions } from '../commands/init.ts';
import type { PreviewOptions } from '../commands/preview.ts';
import type { ValidateOptions } from '../commands/validate.ts';
import type { Run } from '../terminal.ts';
import { examples } from './examples.ts';
import { jsonOption, portOption, profileOption, regionOption } from './options.ts';

/** Declares the commands for authors of lenses and policies. */
export function declareFileCommands(program: Command, run: Run): void {
  program.commandsGroup('Write lenses and the policy:');

  program
    .command('init')
    .description('write a commented policy, a sample lens and the schema for editors')
    .argument('[folder]', 'the folder to write to', '.')
    .option('--force', 'overwrite existing files')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['write to this folder', 'init'], ['write to a new folder', 'init governance']),
    )
    .action((folder: string, options: InitOptions) =>
      run(async (screen) => {
        const { init } = await import('../commands/init.ts');
        return await init(folder, options, screen);
      }),
    );

  program
    .command('validate')
    .description('check lens files, the policy and version sidecars offline')
    .argument(
      '<path...>',
      'files, folders or quoted globs of lenses (*.json, *.yaml, *.yml) and lenskeeper.yaml',
    )
    .addOption(
      new Option('--format <format>', 'the format of the findings (default: text)').choices([
        'text',
        'json',
        'github',
        'sarif',
      ]),
    )
    .addOption(new Option('--json', 'the same as --format json'))
    .option('--fix', 'fix characters that have a plain form, white space and byte-order marks')
    .option('--errors-only', 'show errors only')
    .addHelpText(
      'after',
      examples(
        ['check a folder of lenses and its policy', 'validate lenses lenskeeper.yaml'],
        ['show errors only', 'validate --errors-only lenses'],
        ['fix what can be fixed safely', 'validate --fix "lenses/**/*.json"'],
        ['annotate the lines of a pull request', 'validate --format github lenses'],
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
    .description('compare two lenses: changes, minor or major, lost answers, changed risks')
    .argument('<old>', 'a file, a lens ARN (or ARN#VERSION), or s3://BUCKET/KEY (or ?versionId=ID)')
    .argument('<new>', 'likewise')
    .addOption(jsonOption())
    .option('--markdown', 'print a change log for a pull request')
    .addOption(profileOption())
    .addOption(regionOption())
    .addHelpText(
      'after',
      examples(
        ['compare a file with the bucket', 'diff s3://my-lenses/lenses/payments.json payments.json'],
        ['print a change log', 'diff --markdown old.json new.json'],
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
    .description('show a lens as a reviewer sees it, on a local page that follows the file')
    .argument('<file>', 'a lens file: .json, .yaml or .yml')
    .addOption(portOption('the TCP port; 0: any free port').default(0))
    .addOption(jsonOption())
    .addHelpText('after', examples(['show a lens while it is edited', 'preview lenses/payments.json']))
    .action((file: string, options: PreviewOptions) =>
      run(async (screen, interrupted) => {
        const { preview } = await import('../commands/preview.ts');
        return await preview(file, options, screen, interrupted);
      }),
    );
}
