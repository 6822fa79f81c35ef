import * as Sentry from '@sentry/browser';

const feedback = Sentry.feedbackIntegration({
  colorScheme: 'system',
  // In a page of many, each button is one of the page's own.
  autoInject: !document.documentElement.dataset['many'],
});
Sentry.init({ dsn: `http://public@${location.host}/1`, integrations: [feedback] });

globalThis.createForBench = () => {
  const button = document.createElement('button');
  button.textContent = 'Report a wrong answer';
  feedback.attachTo(button);
  return button;
};
