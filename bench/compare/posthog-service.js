import { readPeerFile } from './install-peers.js';

const TOKEN = 'phc_bench';
const SURVEYS = [
  {
    id: 'bench',
    name: 'Was this answer right?',
    type: 'popover',
    start_date: '2026-01-01T00:00:00Z',
    questions: [
      {
        id: 'thumbs',
        type: 'rating',
        question: 'Was this answer right?',
        display: 'emoji',
        scale: 2,
        // A thumb is pressed once.
        skipSubmitButton: true,
        lowerBoundLabel: 'Yes',
        upperBoundLabel: 'No',
      },
      { id: 'text', type: 'open', question: 'What should it have been?', optional: true },
    ],
    conditions: null,
    appearance: { surveyPopupDelaySeconds: 0, displayThankYouMessage: true },
    feature_flag_keys: [],
  },
];

/** What a project with nothing but surveys is answered. */
const CONFIG = {
  token: TOKEN,
  supportedCompression: ['gzip', 'gzip-js'],
  surveys: true,
  hasFeatureFlags: false,
  sessionRecording: false,
  heatmaps: false,
  autocapture_opt_out: true,
  captureDeadClicks: false,
  capturePerformance: false,
  autocaptureExceptions: false,
  siteApps: [],
};

/**
 * PostHog's service, as far as its surveys ask for it: fixed answers, and the code from its package.
 *
 * @param {string} pathname
 */
export function answerAsPostHog(pathname) {
  if (/\/static\/.*surveys\.js$/.test(pathname)) {
    return { type: 'text/javascript', body: readPeerFile('posthog-js/dist/surveys.js') };
  }
  if (pathname.endsWith('/config.js')) {
    const config = JSON.stringify({ config: CONFIG, siteApps: [] });
    return {
      type: 'text/javascript',
      body: `(window._POSTHOG_REMOTE_CONFIG ??= {}).${TOKEN} = ${config};`,
    };
  }
  const answer = pathname.includes('/api/surveys') ? { surveys: SURVEYS } : { status: 1 };
  return { type: 'application/json', body: JSON.stringify(answer) };
}
