import * as z from 'zod/mini';

const accountId = z.string().check(z.regex(/^\d{12}$/));
const parentId = z.string().check(z.regex(/^(r|ou)-[0-9a-z-]{4,68}$/));
const name = z.string().check(z.minLength(1), z.maxLength(50));
const count = z.coerce.number().check(z.positive(), z.maximum(100_000));

/** The actions of the page. */
export const consoleAction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('upload'),
    /** The key of a lens or the policy. */
    key: z.string().check(z.regex(/^(lenskeeper\.yaml|lenses\/\w[\w./ -]{0,200}\.(json|ya?ml))$/i)),
    text: z.string().check(z.minLength(1)),
  }),
  z.strictObject({ kind: z.literal('delete-lens'), key: z.string().check(z.startsWith('lenses/')) }),
  z.strictObject({ kind: z.literal('create-account'), name, parentId }),
  z.strictObject({ kind: z.literal('move-account'), accountId, parentId }),
  z.strictObject({ kind: z.literal('close-account'), accountId }),
  z.strictObject({
    kind: z.literal('create-unit'),
    name: z.string().check(z.minLength(1), z.maxLength(128)),
    parentId,
  }),
  z.strictObject({ kind: z.literal('delete-share'), key: z.string(), target: z.string() }),
  z.strictObject({ kind: z.literal('run-schedule') }),
  z.strictObject({ kind: z.literal('set-throttling'), rate: count, burst: count }),
  z.strictObject({ kind: z.literal('lift-throttling') }),
  z.strictObject({
    kind: z.literal('add-fault'),
    fault: z.enum(['throttle', 'internal-error', 'access-denied', 'timeout-after-work', 'delay']),
    operation: z.string().check(z.regex(/^([A-Za-z]{3,64}|\*)$/)),
    count,
  }),
  z.strictObject({ kind: z.literal('clear-faults') }),
  z.strictObject({ kind: z.literal('try'), step: z.enum(['upload', 'account', 'repair']) }),
]);

export type ConsoleAction = z.infer<typeof consoleAction>;
