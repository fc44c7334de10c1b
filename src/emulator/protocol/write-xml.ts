import type { NormalizedSchema } from '@smithy/core/schema';

/** Writes the members of a structure as XML elements, in the form of the query protocol: list items are `<member>`. */
export function writeXml(schema: NormalizedSchema, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (schema.isStructSchema()) {
    const members = new Map(Object.entries(value));
    return [...schema.structIterator()]
      .filter(([name]) => members.get(name) !== undefined && members.get(name) !== null)
      .map(([name, member]) => `<${name}>${writeXml(member, members.get(name))}</${name}>`)
      .join('');
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.map((item) => `<member>${writeXml(schema.getValueSchema(), item)}</member>`).join('');
  }
  return escapeXml(value instanceof Date ? value.toISOString() : String(value));
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** Makes a text safe inside an XML element or attribute. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? sign);
