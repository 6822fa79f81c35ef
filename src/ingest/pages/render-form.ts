import { html } from 'hono/html';

import { REASONS } from '../../protocol/annotation.js';

import type { Rating } from '../../protocol/annotation.js';
import type { FeedbackContext } from '../../protocol/feedback-context.js';
import type { Content, Markup } from './markup.js';
import type { Speech } from './speech.js';

/** What the form holds: what was said, or what somebody typed and could not be taken. */
export interface FormValues {
  /** A `Rating`, or what came in its place. */
  rating?: string | undefined;
  reasons: readonly string[];
  correction: string;
  comment: string;
}

export interface FormParts {
  /** Undefined while the script does not know it yet. */
  context?: FeedbackContext | undefined;
  values?: FormValues | undefined;
  /** Whether there is something to take back. */
  isSaid?: boolean | undefined;
  /** The fields that could not be taken. */
  refused?: readonly string[] | undefined;
  /** What the script goes on from, which puts the element in the place of this form. */
  state?: object | undefined;
}

type TextField = 'correction' | 'comment';

const NOTHING: FormValues = { reasons: [], correction: '', comment: '' };

/**
 * The form that works without JavaScript. The context travels as JSON on one line: browsers rewrite
 * the line breaks in a form's values, which would break the signature, and JSON escapes them.
 */
export function renderForm(
  speech: Speech,
  { context, values = NOTHING, isSaid = false, refused = [], state }: FormParts,
): Markup {
  const { strings } = speech;
  return html`<form
    method="post"
    action="feedback"
    ${state && html`class="without-script" data-state="${JSON.stringify(state)}"`}
  >
    <input type="hidden" name="context" value="${JSON.stringify(context ?? null)}" />
    ${renderRatings(speech, values, refused)}
    <div class="details">
      <fieldset>
        <legend>${strings.reasonsLegend}</legend>
        ${REASONS.map(
          (reason) =>
            html`<label
              ><input
                type="checkbox"
                name="reasons"
                value="${reason}"
                ${checkedIf(values.reasons.includes(reason))}
              />
              ${strings[reason]}</label
            >`,
        )}
      </fieldset>
      ${renderTextField(speech, 'correction', values, refused)}
      ${renderTextField(speech, 'comment', values, refused)}
    </div>
    <p class="buttons">
      <button>${strings.send}</button>
      ${
        isSaid &&
        html`<button name="action" value="retract" formnovalidate>${strings.takeBack}</button>`
      }
    </p>
  </form>`;
}

/** What somebody typed and can no longer send, to be copied. */
export function renderLostTexts({ strings }: Speech, values: FormValues): Content {
  const fields: readonly TextField[] = ['correction', 'comment'];
  return fields
    .filter((name) => values[name])
    .map(
      (name) =>
        html`<label for="${name}">${strings[name]}</label>
          ${renderTextarea(name, values[name], html`readonly`)}`,
    );
}

function renderRatings(
  { strings }: Speech,
  { rating }: FormValues,
  refused: readonly string[],
): Markup {
  const choices: readonly [Rating, string][] = [
    ['correct', strings.right],
    ['partial', strings.partial],
    ['incorrect', strings.incorrect],
  ];
  const isRefused = refused.includes('rating');
  return html`<fieldset
    role="radiogroup"
    aria-labelledby="rating"
    ${isRefused && html`aria-invalid="true" aria-describedby="rating-error"`}
  >
    ${choices.map(
      ([value, name]) =>
        html`<label
          ><input
            type="radio"
            name="rating"
            value="${value}"
            required
            ${checkedIf(rating === value)}
          />
          ${name}</label
        >`,
    )}
    ${isRefused && html`<p id="rating-error" class="error">${strings.chooseRating}</p>`}
  </fieldset>`;
}

function renderTextField(
  { strings }: Speech,
  name: TextField,
  values: FormValues,
  refused: readonly string[],
): Markup {
  const isRefused = refused.includes(name);
  return html`<label for="${name}">${strings[name]} <small>${strings.optional}</small></label>
    ${renderTextarea(
      name,
      values[name],
      isRefused && html`aria-invalid="true" aria-describedby="${name}-error"`,
    )}
    ${isRefused && html`<p id="${name}-error" class="error">${strings.tooLong}</p>`}`;
}

/** The first line break in it is the parser's, which drops one there. */
function renderTextarea(name: TextField, text: string, attributes: Content): Markup {
  return html`<textarea
    id="${name}"
    name="${name}"
    rows="${name === 'correction' ? '3' : '1'}"
    dir="auto"
    placeholder=" "
    ${attributes}
  >
${text}</textarea>`;
}

function checkedIf(isChecked: boolean): Content {
  return isChecked && html`checked`;
}
