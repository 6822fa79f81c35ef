import { html } from 'lit';
import { until } from 'lit/directives/until.js';

import { prefill } from '../src/review/draft.js';
import { localizeReview } from '../src/review/localize-review.js';
import { renderConflict } from '../src/review/render-conflict.js';
import { renderKeyForm } from '../src/review/render-key-form.js';
import { renderOverview } from '../src/review/render-overview.js';
import { renderSettings } from '../src/review/render-settings.js';
import { renderTurn } from '../src/review/render-turn.js';
import { renderVerdict } from '../src/review/render-verdict.js';
import { createStoryOverview, createStoryTurn, hoursFromNow } from './support/story-turns.js';

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { TemplateResult } from 'lit';
import type { TurnItem } from '../src/protocol/review.js';
import type { Draft, DraftProblem } from '../src/review/draft.js';
import type { Speech } from '../src/review/speech.js';

interface Args {
  /** Draws a part of the page in the toolbar's language. */
  part: (speech: Speech) => TemplateResult;
}

type Story = StoryObj<Args>;

/** The parts of the review queue, each with what it needs and no ingest. */
export default {
  title: 'review queue',
  argTypes: { part: { table: { disable: true } } },
  render: ({ part }, { globals }) =>
    html`${until(localizeReview([String(globals['language'])]).then(part))}`,
} satisfies Meta<Args>;

const ignore = () => {};

const REVIEW: TurnItem['review'] = {
  verdict: 'annotate',
  rating: 'partial',
  root_cause: 'context',
  correction: 'You can return any item within 14 days.',
  tags: ['out_of_date'],
  reviewer: 'Jonas',
  reviewed_at: hoursFromNow(-0.1),
};

const turnStory = (turn: TurnItem, showsChanges = true): Story => ({
  args: {
    part: (speech) =>
      html`<div class="reading">
        ${renderTurn(turn, {
          speech,
          showsChanges,
          onShowChanges: ignore,
          onUseCorrection: ignore,
          onFilter: ignore,
        })}
      </div>`,
  },
});

const verdictStory = (
  turn: TurnItem,
  draft: Partial<Draft> = {},
  problem?: DraftProblem,
): Story => ({
  args: {
    part: (speech) =>
      renderVerdict({
        speech,
        turn,
        draft: { ...prefill(turn), ...draft },
        problem,
        reviewer: 'Ana',
        isBusy: false,
        showsKeys: true,
        onChange: ignore,
        onReviewer: ignore,
        onSave: ignore,
        onDismiss: ignore,
        onReopen: ignore,
        onDiscard: ignore,
      }),
  },
});

export const Turn: Story = turnStory(createStoryTurn());
export const TurnAsText: Story = turnStory(createStoryTurn(), false);
export const TurnNobodySpokeOf: Story = turnStory(
  createStoryTurn({ annotations: [], annotation_count: 0, signals: { sample: true } }),
);
export const TurnReviewed: Story = turnStory(
  createStoryTurn({ status: 'annotated', revision: 1, review: REVIEW }),
);
export const TurnInArabic: Story = turnStory(
  createStoryTurn({
    question: 'كم من الوقت لدي لإرجاع المعطف؟',
    agent_response: 'يمكنك إرجاع أي منتج خلال 90 يومًا من التسليم.',
  }),
);
export const TurnInJapanese: Story = turnStory(
  createStoryTurn({
    question: 'ジャケットはいつまで返品できますか？',
    agent_response: '商品は配達から90日以内であれば返品できます。',
  }),
);

export const Verdict: Story = verdictStory(createStoryTurn());
export const VerdictRight: Story = verdictStory(createStoryTurn(), { rating: 'correct' });
export const VerdictOfOnesOwn: Story = verdictStory(createStoryTurn(), {
  root_cause: 'prompt',
  correction: 'You can return any item within 30 days, with its tags on.',
});
export const VerdictIncomplete: Story = verdictStory(
  createStoryTurn(),
  { correction: '' },
  'correctionMissing',
);

export const Conflict: Story = {
  args: {
    part: (speech) =>
      renderConflict({
        speech,
        outcome: {
          state: 'conflict',
          question: 'How long?',
          draft: prefill(createStoryTurn()),
          input: {
            verdict: 'annotate',
            revision: 0,
            rating: 'incorrect',
            correction: 'You can return any item within 30 days.',
          },
          failure: {
            ok: false,
            kind: 'conflict',
            message: '',
            turn: createStoryTurn({ revision: 1, review: REVIEW }),
          },
        },
        onKeepTheirs: ignore,
        onReplaceTheirs: ignore,
      }),
  },
};

export const OverviewOfAMonth: Story = {
  args: {
    part: (speech) =>
      html`<div class="overview">
        ${renderOverview({
          speech,
          overview: createStoryOverview(),
          days: 30,
          onDays: ignore,
          onFilter: ignore,
        })}
      </div>`,
  },
};

export const Keys: Story = {
  args: {
    part: (speech) => renderSettings({ speech, isOn: true, onSwitch: ignore, onLanguage: ignore }),
  },
};

export const KeyAsked: Story = {
  args: { part: (speech) => renderKeyForm({ speech, refusal: undefined, onKey: ignore }) },
};

export const KeyRefused: Story = {
  args: { part: (speech) => renderKeyForm({ speech, refusal: 'key', onKey: ignore }) },
};
