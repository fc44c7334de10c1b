import { FORMAT, ID_CHARACTERS, LONGEST_ID, NONE_SUFFIX, SHORTEST_ID } from '../format.ts';
import { type JsonPath, renderPath } from '../json/json-path.ts';
import { itemsOf, type Part } from '../parts.ts';
import { quote, quoteWhole } from '../quote.ts';
import { saysNoneOfThese } from './none-of-these.ts';
import type { Found } from './rule.ts';

/** Ids have the right form and are unique: pillars in the lens, questions in their pillar, choices in their question. */
export function* checkIds(part: Part): Generator<Found> {
  yield* checkForm(part);
  if (part.kind === 'lens') {
    const pillars = itemsOf(part, 'pillars');
    yield* checkUnique(pillars);
    yield* checkQuestionsApart(pillars);
    yield* checkCase(pillars);
    yield* checkCase(pillars.flatMap((pillar) => itemsOf(pillar, 'questions')));
  }
  if (part.kind === 'pillar') yield* checkUnique(itemsOf(part, 'questions'));
  if (part.kind === 'question') {
    yield* checkUnique(itemsOf(part, 'choices'));
    yield* checkCase(itemsOf(part, 'choices'));
  }
}

function* checkForm(part: Part): Generator<Found> {
  const member = FORMAT[part.kind].get('id');
  const { id } = part.object;
  if (member?.kind !== 'id' || typeof id !== 'string') return;
  const path = [...part.path, 'id'];
  const found = `found ${quote(id)}`;
  if (id.length < SHORTEST_ID || id.length > LONGEST_ID) {
    yield {
      rule: 'id-length',
      severity: 'error',
      message: `Cannot import a ${part.kind} id: ${found} with ${id.length} characters, wanted ${SHORTEST_ID} to ${LONGEST_ID}`,
      mend: `Choose an id of ${SHORTEST_ID} to ${LONGEST_ID} characters${demandsOn(part)}; reviewers never see ids`,
      path,
    };
  } else if (member.longestAnswerable !== undefined && id.length > member.longestAnswerable) {
    yield {
      rule: 'id-too-long-to-answer',
      severity: 'warning',
      message: `Cannot answer through the API with this ${part.kind} id: found ${id.length} characters, wanted at most ${member.longestAnswerable}`,
      mend: `Choose a shorter id${demandsOn(part)} before the lens is published; a later change loses answers`,
      path,
    };
  }
  if (!ID_CHARACTERS.test(id)) {
    yield {
      rule: 'id-characters',
      severity: 'error',
      message: `Cannot import a ${part.kind} id: ${found}, wanted letters A to Z, digits and _ only`,
      mend: adviceOnCharacters(id, part),
      path,
    };
  }
}

/** What stands for the wrong characters, when it is an id that no other part has, and does not come to mean "None of these". */
function adviceOnCharacters(id: string, part: Part): string {
  const plain = id.replace(/[^A-Za-z0-9_]+/g, '_');
  const isTaken = part.siblings.some((other) => other !== part.object && other.id === plain);
  const keepsMeaning = isNone(part) === plain.endsWith(NONE_SUFFIX);
  const fits = plain.length >= SHORTEST_ID && plain.length <= LONGEST_ID && keepsMeaning;
  return fits && !isTaken
    ? `Write ${quoteWhole(plain)}${alsoInConditions(part)}, or choose another id`
    : `Choose an id of letters A to Z, digits and _${demandsOn(part)}`;
}

/** What a new id of the part has to keep to. */
function demandsOn(part: Part, isNamed = true): string {
  return `${isNone(part) ? ` that ends in ${NONE_SUFFIX}` : ''}${isNamed ? alsoInConditions(part) : ''}`;
}

/** Only a choice whose id says "None of these" needs no improvement plan. */
function isNone({ kind, object }: Part): boolean {
  if (kind !== 'choice') return false;
  return (
    (object.improvementPlan ?? undefined) === undefined || saysNoneOfThese({ id: '', title: object.title })
  );
}

/** Conditions name choices by their ids. */
function alsoInConditions({ kind }: Part): string {
  return kind === 'choice' ? ', here and in the conditions' : '';
}

function* checkUnique(parts: readonly Part[]): Generator<Found> {
  const first = new Map<string, JsonPath>();
  for (const part of parts) {
    const { kind, object } = part;
    const { id } = object;
    if (typeof id !== 'string') continue;
    const path = [...part.path, 'id'];
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, path);
    else {
      yield {
        rule: 'id-unique',
        severity: 'error',
        message: `Cannot tell two ${kind}s apart: found id ${quote(id)} at ${renderPath(earlier)} as well, wanted it once`,
        mend: `Give this ${kind} another id${demandsOn(part, false)}`,
        path,
      };
    }
  }
}

/**
 * One question id in two pillars. The guide says only that ids must be unique; a lens of AWS had it for 13 weeks while its
 * readers were told to import it (seen), so it is no error until somebody has seen AWS refuse it.
 */
function* checkQuestionsApart(pillars: readonly Part[]): Generator<Found> {
  const first = new Map<string, Part>();
  for (const pillar of pillars) {
    for (const question of itemsOf(pillar, 'questions')) {
      const { id } = question.object;
      if (typeof id !== 'string') continue;
      const earlier = first.get(id) ?? question;
      first.set(id, earlier);
      if (earlier.path[1] === pillar.path[1]) continue;
      yield {
        rule: 'question-id-in-two-pillars',
        severity: 'warning',
        message: `Cannot be sure that AWS imports a question id twice: found ${quote(id)} at ${renderPath([...earlier.path, 'id'])} as well, wanted it once in the lens`,
        mend: 'Give one of the questions another id before the lens is published; a later change loses its answers',
        path: [...question.path, 'id'],
      };
    }
  }
}

/** Ids that differ in case only: whether AWS tells them apart is not known, and people do not. */
function* checkCase(parts: readonly Part[]): Generator<Found> {
  const first = new Map<string, { readonly id: string; readonly path: JsonPath }>();
  for (const part of parts) {
    const { kind, object } = part;
    const { id } = object;
    if (typeof id !== 'string') continue;
    const path = [...part.path, 'id'];
    const earlier = first.get(id.toLowerCase());
    if (earlier === undefined) first.set(id.toLowerCase(), { id, path });
    else if (earlier.id !== id) {
      yield {
        rule: 'id-case',
        severity: 'warning',
        message: `Cannot be sure that AWS tells two ${kind} ids apart: found ${quote(id)} here and ${quote(earlier.id)} at ${renderPath(earlier.path)}, wanted ids that differ in more than case`,
        mend: `Choose another id${demandsOn(part)} before the lens is published; a later change loses its answers`,
        path,
      };
    }
  }
}
