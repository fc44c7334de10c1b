/** The way from the root of a document to a value: member names and list indexes. */
export type JsonPath = readonly (string | number)[];

const SHOWN_KEY_LENGTH = 64;

/** Writes a path as `$.pillars[0].title`; long keys are cut, so that hostile keys cannot multiply in findings. */
export function renderPath(path: JsonPath): string {
  return path.reduce<string>((text, step) => text + renderStep(step), '$');
}

function renderStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  if (step.length > SHOWN_KEY_LENGTH) return `[${JSON.stringify(`${step.slice(0, SHOWN_KEY_LENGTH)}…`)}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
