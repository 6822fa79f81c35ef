import { html, nothing } from 'lit';

import { REASONS } from '../src/protocol/annotation.js';
import { createActor } from './support/act.js';
import { createStoryLink } from './support/story-ingest.js';

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { TemplateResult } from 'lit';
import type { SavedAnnotation } from '../src/index.js';
import type { Answer } from './support/story-ingest.js';

interface Args {
  /** How the ingest answers. */
  answer: Answer;
  variant: 'thumbs' | 'form';
  placement: 'inline' | 'popover';
  reasons: string;
  readonly: boolean;
  disabled: boolean;
  hideInvalid: boolean;
  /** The nearest `lang` if empty. */
  lang: string;
  annotation?: SavedAnnotation;
  content?: TemplateResult;
}

type Story = StoryObj<Args>;

export default {
  title: 'agentloop-feedback',
  component: 'agentloop-feedback',
  tags: ['autodocs'],
  args: {
    answer: 'ok',
    variant: 'thumbs',
    placement: 'inline',
    reasons: REASONS.join(' '),
    readonly: false,
    disabled: false,
    hideInvalid: false,
    lang: '',
  },
  argTypes: {
    answer: {
      control: 'select',
      options: ['ok', 'never', 'offline', 'failing', 'expired', 'forged'],
    },
    variant: { control: 'inline-radio', options: ['thumbs', 'form'] },
    placement: { control: 'inline-radio', options: ['inline', 'popover'] },
    annotation: { table: { disable: true } },
    content: { table: { disable: true } },
  },
  render: (args) => html`
    <agentloop-feedback
      feedback-url=${createStoryLink(args.answer)}
      variant=${args.variant}
      placement=${args.placement}
      reasons=${args.reasons}
      lang=${args.lang || nothing}
      ?readonly=${args.readonly}
      ?disabled=${args.disabled}
      ?hide-invalid=${args.hideInvalid}
      .annotation=${args.annotation}
      >${args.content ?? nothing}</agentloop-feedback
    >
  `,
} satisfies Meta<Args>;

const SAID: SavedAnnotation = {
  rating: 'partial',
  reasons: ['out_of_date'],
  correction: 'You can return it within 30 days. The 90 days were last year.',
  comment: '',
  updated_at: '2026-11-22T10:00:00.000Z',
};

export const Idle: Story = {};

export const Focused: Story = {
  play: async ({ canvasElement }) => {
    const { wait } = createActor(canvasElement);
    (await wait('[part~=thumb-up]')).focus();
    await wait('[part=bar][lang]');
  },
};

export const VotedUp: Story = {
  play: async ({ canvasElement }) => {
    const { press, wait } = createActor(canvasElement);
    await press('thumb-up');
    await wait('[part=action]');
  },
};

/** Thumbs down on a slow line: the form's code is on its way. */
export const LoadingForm: Story = {
  play: async ({ canvasElement }) => {
    const { press, wait, withholdForm } = createActor(canvasElement);
    withholdForm('slow');
    await press('thumb-down');
    await wait('[part~=thumb-down][aria-pressed=true]');
  },
};

/** The form's code cannot be fetched, and the vote counts all the same. */
export const VotedWithoutForm: Story = {
  play: async ({ canvasElement }) => {
    const { press, wait, withholdForm } = createActor(canvasElement);
    withholdForm('broken');
    await press('thumb-up');
    await wait('[part=status]', 'Thank you!');
  },
};

export const VotedDown: Story = {
  play: async ({ canvasElement }) => {
    const { press, wait } = createActor(canvasElement);
    await press('thumb-down');
    await wait('[part=status] slot');
  },
};

export const Typing: Story = {
  play: async ({ canvasElement }) => {
    const { press, type, wait } = createActor(canvasElement);
    await press('thumb-down');
    await wait('[part=status] slot');
    (await wait('[type=checkbox]')).click();
    await type('correction', SAID.correction);
  },
};

export const TooLong: Story = {
  play: async ({ canvasElement }) => {
    const { press, type, wait } = createActor(canvasElement);
    await press('thumb-down');
    await wait('[part=status] slot');
    await type('correction', 'much too long '.repeat(600));
    await press('send');
    await wait('[part=error]');
  },
};

export const Sending: Story = {
  args: { answer: 'never' },
  play: async ({ canvasElement }) => {
    const { press, wait } = createActor(canvasElement);
    await press('thumb-up');
    await wait('[part=bar][lang]');
  },
};

export const Sent: Story = {
  play: async ({ canvasElement }) => {
    const { press, type, wait } = createActor(canvasElement);
    await press('thumb-down');
    await wait('[part=status] slot');
    await type('correction', SAID.correction);
    await press('send');
    await wait('[part=action]');
  },
};

export const AnsweredBefore: Story = { args: { annotation: SAID } };

export const ChangedAgain: Story = {
  args: { annotation: SAID },
  play: async ({ canvasElement }) => {
    const { press, wait } = createActor(canvasElement);
    await press('action');
    await press('send');
    await wait('[part=status] slot');
  },
};

export const TakenBack: Story = {
  play: async ({ canvasElement }) => {
    const { press, wait, element } = createActor(canvasElement);
    await press('thumb-up');
    await wait('[part=action]');
    // The last one: while a vote waits, it can be sent again, too, and that comes before.
    [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=action]')].at(-1)?.click();
    await wait('[part~=thumb-up][aria-pressed=false]');
  },
};

export const Queued: Story = {
  args: { answer: 'offline' },
  play: async ({ canvasElement }) => {
    const { press, wait } = createActor(canvasElement);
    await press('thumb-up');
    await wait('[part=action]');
  },
};

export const Failed: Story = {
  args: { answer: 'failing' },
  play: async ({ canvasElement }) => {
    const { press, type, wait } = createActor(canvasElement);
    await press('thumb-down');
    await wait('[part=action]');
    await type('correction', SAID.correction);
  },
};

export const FailedForGood: Story = {
  args: { answer: 'forged', variant: 'form' },
  play: async ({ canvasElement }) => {
    const { press, type, wait } = createActor(canvasElement);
    await type('correction', SAID.correction);
    await press('send');
    await wait('[part~=send][aria-disabled=true]');
  },
};

export const ReadOnly: Story = { args: { annotation: SAID, readonly: true } };

export const Disabled: Story = { args: { disabled: true } };

export const InvalidLink: Story = { args: { answer: 'expired' } };

export const InvalidLinkHidden: Story = { args: { answer: 'expired', hideInvalid: true } };

export const Form: Story = { args: { variant: 'form' } };

export const FewReasons: Story = {
  args: { variant: 'form', reasons: 'factually_wrong incomplete other' },
};

export const LongestLanguage: Story = { args: { variant: 'form', lang: 'ru' } };

export const Popover: Story = {
  args: { placement: 'popover' },
  play: async ({ canvasElement }) => {
    const { press, wait } = createActor(canvasElement);
    await press('thumb-down');
    await wait('[part=status] slot');
  },
};

export const Slots: Story = {
  args: {
    content: html`<span slot="prompt">Was this right?</span><span slot="up">👍</span
      ><span slot="down">👎</span>`,
  },
};
