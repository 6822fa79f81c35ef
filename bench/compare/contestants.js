/** @import { Way } from '../browser/slow-page.js' */

/**
 * What is compared, each embedded as its documentation says.
 *
 * @typedef {object} Contestant
 * @property {string} id
 * @property {string} label
 * @property {string} [entry] a module in `bench`; without it, the ingest serves its script
 * @property {(link: string) => string} markup where it stands in the page
 * @property {string} how it is embedded, and what that leaves out
 * @property {Way} [thumb] what a person presses first; without it, it needs its service
 * @property {Way} [form] what then opens; without it, nothing does
 * @property {string} [peer] its package
 * @property {boolean} [isOurs]
 * @property {boolean} [isFramed] the thumbs stand in a frame
 * @property {readonly number[]} [counts] of instances on one page that are measured
 */

const COUNTS = [1, 100, 1_000];
const HISTORY = JSON.stringify([
  { text: 'How long do I have to return a jacket?', role: 'user' },
  { text: 'You can return any item within 90 days.', role: 'ai' },
  {
    html: '<button class="up">Right</button> <button class="down">Wrong</button>',
    role: 'ai',
  },
]);

const ELEMENT = {
  thumb: ['agentloop-feedback', '[part~=thumb-down]'],
  form: ['agentloop-feedback', '[part=panel]'],
  isOurs: true,
};

/** @type {readonly Contestant[]} */
export const CONTESTANTS = [
  {
    id: 'floor',
    label: 'Lit element floor',
    entry: 'compare/entries/lit-floor.js',
    how: 'a Lit element with two buttons and nothing behind them: what all others are divided by',
    markup: () => '<lit-floor></lit-floor>',
    thumb: ['lit-floor', 'button'],
    counts: COUNTS,
  },
  {
    id: 'element',
    label: 'ours: web component',
    entry: 'compare/entries/element.js',
    how: '`import "agentloop-feedback"`, and the element with a link to the ingest',
    markup: (link) => `<agentloop-feedback feedback-url="${link}"></agentloop-feedback>`,
    ...ELEMENT,
    counts: COUNTS,
  },
  {
    id: 'script',
    label: 'ours: web component, script tag',
    how: 'the same, from the script that the ingest serves',
    markup: (link) => `<agentloop-feedback feedback-url="${link}"></agentloop-feedback>`,
    ...ELEMENT,
  },
  {
    id: 'frame',
    label: 'ours: page in an iframe',
    entry: 'compare/entries/frame.js',
    how: '`connectFeedbackFrame` on an iframe with the link; the ingest’s page, its script and its styles count; a thousand of them were not tried',
    markup: (link) =>
      `<iframe src="${link}" title="Feedback" style="border:0;width:100%"></iframe>`,
    ...ELEMENT,
    isFramed: true,
    counts: [1, 100],
  },
  {
    id: 'sdk',
    label: 'ours: SDK alone',
    entry: 'compare/entries/sdk.js',
    how: '`bindThumbs` on two buttons of the page, which are usable when it has bound them; it has no form',
    markup: (link) =>
      `<div id="thumbs" data-link="${link}"><button class="up">Right</button><button class="down">Wrong</button></div>`,
    thumb: ['#thumbs .down[data-bound]'],
    isOurs: true,
    counts: COUNTS,
  },
  {
    id: 'feedbackfin',
    label: 'feedbackfin',
    peer: 'feedbackfin',
    entry: 'peers/feedbackfin.js',
    how: '`import "feedbackfin"` and a button of the page, which is usable when it is bound; one form for all buttons',
    markup: () =>
      '<script>window.feedbackfin = { config: { url: "/feedbackfin", user: {} } };</script>' +
      '<button data-feedbackfin-button>Feedback</button>',
    thumb: ['[data-feedbackfin-button][data-bound]'],
    form: ['#feedbackfin__form'],
    counts: COUNTS,
  },
  {
    id: 'sentry',
    label: 'Sentry feedback',
    peer: '@sentry/browser',
    entry: 'peers/sentry.js',
    how: '`Sentry.init` with `feedbackIntegration`, which draws one button for the page; of many, each is a button with `attachTo`',
    markup: () => '',
    thumb: ['#sentry-feedback', 'button'],
    form: ['#sentry-feedback', 'form'],
    counts: COUNTS,
  },
  {
    id: 'posthog',
    label: 'PostHog surveys',
    peer: 'posthog-js',
    entry: 'peers/posthog.js',
    how: '`posthog.init`, and a popover survey with two thumbs and then an open question. The bench plays its service: fixed answers, and the code of surveys from its package',
    markup: () => '',
    thumb: ['[class^=PostHogSurvey]', '.rating-options button'],
    form: ['[class^=PostHogSurvey]', 'textarea'],
  },
  {
    id: 'deep-chat',
    label: 'deep-chat',
    peer: 'deep-chat',
    entry: 'peers/deep-chat.js',
    how: 'a whole chat, whose last message holds two buttons; it has no form for feedback',
    markup: () => `<deep-chat history='${HISTORY}'></deep-chat>`,
    thumb: ['deep-chat', 'button.down'],
    counts: COUNTS,
  },
  {
    id: 'giscus',
    label: 'giscus',
    peer: 'giscus',
    entry: 'peers/giscus.js',
    how: 'its web component; all that people see is a frame of its service, so only what its package brings is measured',
    markup: () =>
      '<giscus-widget repo="giscus/giscus" repoid="bench" category="General" categoryid="bench" mapping="pathname"></giscus-widget>',
  },
  {
    id: 'formbricks',
    label: 'Formbricks',
    peer: '@formbricks/js',
    entry: 'peers/formbricks.js',
    how: '`formbricks.setup`; its package is a loader, and the survey’s code comes from its service, so only the loader is measured',
    markup: () => '',
  },
];
