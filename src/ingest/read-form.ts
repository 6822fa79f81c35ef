import { failure } from '../protocol/error-codes.js';
import { readText } from './read-text.js';

import type { Failure } from '../protocol/failure.js';
import type { FormValues } from './pages/render-form.js';
import type { TextRefusal } from './read-text.js';

/** More fields than the form has. To read as many as fit into a body takes 20 ms. */
const MOST_FIELDS = 32;

/** What the feedback page's form sends. Nothing of it is verified. */
export interface SentForm {
  context: unknown;
  isRetraction: boolean;
  values: FormValues;
}

/** Reads the form that works without JavaScript. */
export async function readForm(
  request: Request,
): Promise<{ ok: true; form: SentForm } | TextRefusal | Failure<'body_type_unsupported'>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return failure('body_type_unsupported');
  }
  const read = await readText(request);
  if (!read.ok) return read;
  if (read.text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) return failure('body_malformed');
  const fields = new URLSearchParams(read.text);
  return {
    ok: true,
    form: {
      context: parseContext(fields.get('context')),
      isRetraction: fields.get('action') === 'retract',
      values: {
        rating: fields.get('rating') ?? undefined,
        reasons: fields.getAll('reasons'),
        correction: readTyped(fields.get('correction')),
        comment: readTyped(fields.get('comment')),
      },
    },
  };
}

/** Undefined for what is no JSON, which no verifier takes for a context. */
function parseContext(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** Forms send line breaks as CRLF; everywhere else a text has LF. */
function readTyped(text: string | null): string {
  return (text ?? '').replaceAll('\r\n', '\n');
}
