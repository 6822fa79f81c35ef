/** Spreadsheets take a UTF-8 file for what it is only where it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One record of a CSV file (RFC 4180).
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front, because whoever
 * asks an agent a question writes into this file. What a program reads back begins with it, too.
 */
export function toCsvRecord(values: readonly (string | number | null)[]): string {
  return `${values.map(toCell).join(',')}\r\n`;
}

function toCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // White space in front keeps not every program from it; full-width signs are signs as well.
  const isFormula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(value);
  const text = isFormula ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
