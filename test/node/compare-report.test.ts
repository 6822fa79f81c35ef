import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { judge, judgeServer } from '../../bench/compare/judge.js';

const what = 'time to usable thumbs';
const figure = (of: string, value: number, low: number, high: number) => ({
  figure: `${what}: ${of}`,
  what,
  of,
  unit: 'ms',
  value,
  low,
  high,
});

describe('what the comparison says of its figures', () => {
  it('says where others do better than ours, by how much', () => {
    const figures = [figure('element', 200, 190, 210), figure('feedbackfin', 100, 90, 110)];

    assert.match(
      judge(figures, 'worse'),
      /thumbs: 200 ms\. Less: feedbackfin \(100 ms, ×0\.50\)\./,
    );
    assert.doesNotMatch(judge(figures, 'better'), /feedbackfin/);
  });

  it('says where others do worse than ours', () => {
    const figures = [figure('element', 200, 190, 210), figure('sentry', 500, 480, 530)];

    assert.match(judge(figures, 'better'), /More: Sentry feedback \(500 ms, ×2\.5\)\./);
    assert.doesNotMatch(judge(figures, 'worse'), /Sentry/);
  });

  it('says nothing of two whose rounds overlap', () => {
    const figures = [
      figure('element', 200, 100, 300),
      figure('sentry', 250, 150, 350),
      figure('feedbackfin', 150, 50, 250),
    ];

    assert.doesNotMatch(judge(figures, 'worse'), /feedbackfin/);
    assert.doesNotMatch(judge(figures, 'better'), /Sentry/);
  });

  it('names what a peer without its service leaves out', () => {
    const figures = [figure('element', 200, 200, 200), figure('giscus', 100, 100, 100)];

    assert.match(
      judge(figures, 'worse'),
      /giscus \(100 ms, ×0\.50, without what its service sends\)/,
    );
  });

  it('takes more for better on the server', () => {
    const ingest = [{ figure: 'annotations', unit: '/s', value: 500, reference: 1_000 }];

    assert.match(
      judgeServer([], ingest, 'worse'),
      /annotations: 500 a second\. .*1,000 a second \(×2\.0\)/,
    );
    assert.doesNotMatch(judgeServer([], ingest, 'better'), /annotations/);
  });
});
