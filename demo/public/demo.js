/**
 * @typedef {{ question: string, answer: string, feedbackUrl: string }} Turn
 */

// A reload shows the same conversation, with the same feedback URLs.
/** @type {Turn[]} */
const turns = JSON.parse(sessionStorage.getItem('demo-turns') ?? '[]');
const sessionId = sessionStorage.getItem('demo-session') ?? crypto.randomUUID();
sessionStorage.setItem('demo-session', sessionId);

/** @type {{ apiKey: string, script: { question: string, note: string }[] }} */
const { apiKey, script } = await (await fetch('/api/demo')).json();

// The review page asks for a key, once for each tab. The demo types it in for you.
sessionStorage.setItem('agentloop-feedback:api-key', apiKey);
frame('queue').src = '/agentloop/review';

byId('suggestions').append(
  ...script.map(({ question, note }) => {
    const button = element('button', question);
    button.title = note;
    button.addEventListener('click', () => void ask(question));
    return button;
  }),
);

const form = /** @type {HTMLFormElement} */ (byId('ask'));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void ask(/** @type {HTMLInputElement} */ (byId('question')).value);
  form.reset();
});

turns.forEach(showTurn);
const last = turns.at(-1);
if (last) showWays(last);
else await ask(String(script[0]?.question));

/** @param {string} question */
async function ask(question) {
  const response = await fetch('/api/ask', {
    method: 'POST',
    body: JSON.stringify({ question, sessionId }),
  });
  /** @type {Turn} */
  const turn = await response.json();
  turns.push(turn);
  sessionStorage.setItem('demo-turns', JSON.stringify(turns));
  showTurn(turn);
  showWays(turn);
}

/** @param {Turn} turn */
function showTurn(turn) {
  const item = document.createElement('li');
  const more = element('button', 'Four ways to rate this');
  more.className = 'more';
  more.addEventListener('click', () => {
    showWays(turn);
    byId('ways-title').scrollIntoView({ behavior: 'smooth' });
  });
  const answer = element('div', turn.answer);
  answer.className = 'answer';
  const question = element('p', turn.question);
  question.className = 'question';
  item.append(question, answer, createFeedback(turn), more);
  byId('turns').append(item);
  item.scrollIntoView({ block: 'nearest' });
}

/** @param {Turn} turn */
function showWays(turn) {
  byId('way-question').textContent = turn.question;
  byId('way-component').replaceChildren(createFeedback(turn));
  frame('way-script').replaceWith(copyOf('way-script', `/plain.html#${turn.feedbackUrl}`));
  frame('way-iframe').replaceWith(copyOf('way-iframe', turn.feedbackUrl));
  /** @type {HTMLAnchorElement} */ (byId('way-link')).href = turn.feedbackUrl;
}

/**
 * A new frame, because a new address in an old one would be a step in the tab's history.
 *
 * @param {string} id
 * @param {string} src
 */
function copyOf(id, src) {
  const copy = /** @type {HTMLIFrameElement} */ (frame(id).cloneNode());
  copy.src = src;
  return copy;
}

/** @param {Turn} turn */
function createFeedback(turn) {
  const feedback = document.createElement('agentloop-feedback');
  feedback.setAttribute('feedback-url', turn.feedbackUrl);
  return feedback;
}

/**
 * @param {string} name
 * @param {string} text
 */
function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  created.dir = 'auto';
  return created;
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} id */
function frame(id) {
  return /** @type {HTMLIFrameElement} */ (byId(id));
}
