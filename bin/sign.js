import { signFeedbackUrl } from 'agentloop-feedback/server';
import { parseArgs } from 'node:util';

/**
 * `agentloop-feedback sign`: prints a feedback URL, e.g. to try the ingest by hand.
 *
 * @param {string[]} args
 */
export async function sign(args) {
  const { values } = parseArgs({
    args,
    options: {
      'base-url': { type: 'string' },
      question: { type: 'string' },
      answer: { type: 'string' },
      user: { type: 'string' },
      session: { type: 'string' },
      fragment: { type: 'boolean' },
    },
  });
  const [secret] = (process.env['FEEDBACK_SIGNING_SECRET'] ?? '').split(',');
  const { 'base-url': baseUrl, question, answer } = values;
  if (!secret) throw new Error('FEEDBACK_SIGNING_SECRET is not set.');
  if (!baseUrl || question === undefined || answer === undefined) {
    throw new Error('sign needs --base-url, --question and --answer.');
  }
  const turn = { question, agentResponse: answer, userId: values.user, sessionId: values.session };
  const carry = values.fragment ? 'fragment' : 'query';
  console.log(await signFeedbackUrl(baseUrl, secret.trim(), turn, { carry }));
}
