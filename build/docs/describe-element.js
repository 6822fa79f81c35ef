import * as events from '../../dist/element/feedback-events.js';
import { readFileSync } from 'node:fs';

/*
 * The tables of the element's reference, from its manifest and its event classes.
 */

/**
 * @typedef {{ name: string, description?: string, default?: string, privacy?: string,
 *   kind?: string, attribute?: string, readonly?: boolean, fieldName?: string,
 *   type?: { text: string } }} Item
 * @typedef {{ attributes: Item[], members: Item[], events: Item[], slots: Item[],
 *   cssParts: Item[], cssProperties: Item[] }} Declaration
 */

/** @returns {Declaration} */
export function readDeclaration() {
  const manifest = readFileSync(
    new URL('../../dist/custom-elements.json', import.meta.url),
    'utf8',
  );
  const { modules } = JSON.parse(manifest);
  return modules
    .flatMap((/** @type {{ declarations: object[] }} */ { declarations }) => declarations)
    .find((/** @type {{ tagName?: string }} */ { tagName }) => tagName === 'agentloop-feedback');
}

/** Everything that can be set, by attribute, by property, or by both. */
export function describeProperties() {
  const { attributes, members } = readDeclaration();
  const fields = members.filter(({ kind, privacy }) => kind === 'field' && privacy !== 'private');
  const bare = attributes.filter(({ fieldName }) => !fieldName);
  return table(
    ['attribute', 'property', 'type', ''],
    [
      ...fields.map((field) => [
        field.attribute ? code(field.attribute) : '',
        code(field.name) + (field.readonly ? ' (read-only)' : ''),
        code(typeOf(field)),
        textOf(field),
      ]),
      ...bare.map((attribute) => [code(attribute.name), '', code('boolean'), textOf(attribute)]),
    ],
  );
}

/** Each event, as it is when it is dispatched. */
export function describeEvents() {
  const samples = Object.values(events).map((Event) => new Event(...SAMPLE_ARGUMENTS));
  return table(
    ['event', 'fields', 'bubbles', 'composed', 'cancelable', ''],
    readDeclaration().events.map((item) => {
      const event = samples.find(({ type }) => type === item.name);
      if (!event) throw new Error(`There is no class for ${item.name}.`);
      const fields = Object.keys(event).filter((name) => name !== 'isTrusted');
      return [
        code(item.name),
        fields.map(code).join(', '),
        yesOrNo(event.bubbles),
        yesOrNo(event.composed),
        yesOrNo(event.cancelable),
        textOf(item),
      ];
    }),
  );
}

export function describeSlots() {
  const rows = readDeclaration().slots.map((slot) => [
    slot.name ? code(slot.name) : '(none)',
    textOf(slot),
  ]);
  return table(['slot', ''], rows);
}

export function describeParts() {
  const rows = readDeclaration().cssParts.map((part) => [code(part.name), textOf(part)]);
  return table(['part', ''], rows);
}

export function describeStyles() {
  const rows = readDeclaration().cssProperties.map((property) => [
    code(property.name),
    code(property.default ?? ''),
    textOf(property),
  ]);
  return table(['custom property', 'default', ''], rows);
}

/**
 * A table in Markdown; Prettier aligns it.
 *
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`).join('\n');
}

/** @param {string} text */
export function code(text) {
  return text && `\`${text}\``;
}

/** For whichever class: an input, or a code; an answer, or a message. */
const SAMPLE_ARGUMENTS = /** @type {[never, never]} */ ([{}, {}]);

/** @param {boolean} value */
function yesOrNo(value) {
  return value ? 'yes' : 'no';
}

/** @param {Item} item */
function typeOf({ type }) {
  return (type?.text ?? '').replace(' | undefined', '');
}

/** @param {Item} item */
function textOf({ description = '' }) {
  return description.replaceAll('\n', ' ');
}

/** @param {string} text */
function escapeCell(text) {
  return text.replace(/(?<!\\)\|/g, '\\|');
}
