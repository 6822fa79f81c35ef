import { connectFeedbackFrame } from 'agentloop-feedback/frame';

interface Turn {
  answer: string;
  feedbackUrl: string;
}

/** A chat that shows what the agent said, and under it the feedback page in a frame. */
const chat = document.querySelector('#chat')!;
const { answer, feedbackUrl } = (await (await fetch('/api/answer')).json()) as Turn;

const bubble = document.createElement('li');
bubble.textContent = answer;
const iframe = document.createElement('iframe');
iframe.title = 'Rate this answer';
iframe.src = feedbackUrl;
connectFeedbackFrame(iframe, { language: 'en' });
iframe.addEventListener('agentloop-submitted', ({ input }) => {
  document.querySelector('output')!.textContent = input.rating;
});
chat.append(bubble, iframe);
