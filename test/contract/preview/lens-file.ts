import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with one lens file, gone after the test. */
export function lensFile(lens: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'lenskeeper-preview-'));
  const path = join(folder, 'lens.json');
  const write = (content: unknown, to = path) =>
    writeFileSync(to, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  write(lens);
  return { folder, path, write, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A choice with an improvement plan. */
export function aChoice(id: string, title: string, more: object = {}) {
  return { id, title, improvementPlan: { displayText: `Plan of ${id}` }, ...more };
}

/** A question with the choices `backups`, `restores` and `recovery_no`. */
export function aQuestion(more: object = {}) {
  return {
    id: 'recovery',
    title: 'How do you recover?',
    description: 'After data was lost.',
    helpfulResource: { displayText: 'Read about recovery', url: 'https://example.com/recovery' },
    choices: [
      aChoice('backups', 'We back up', {
        helpfulResource: { displayText: 'About backups', url: 'https://example.com/backups' },
        improvementPlan: { displayText: 'Make backups', url: 'https://example.com/plan' },
      }),
      aChoice('restores', 'We try restores', { improvementPlan: { displayText: 'Try a restore' } }),
      { id: 'recovery_no', title: 'None of these' },
    ],
    riskRules: [
      { condition: 'backups && restores', risk: 'NO_RISK' },
      { condition: 'backups', risk: 'MEDIUM_RISK' },
      { condition: 'default', risk: 'HIGH_RISK' },
    ],
    ...more,
  };
}

export function aLens(questions: readonly object[] = [aQuestion()], more: object = {}) {
  return {
    schemaVersion: '2021-11-01',
    name: 'Recovery lens',
    description: 'What to do before it happens',
    pillars: [{ id: 'reliability', name: 'Reliability', questions }],
    ...more,
  };
}
