import { expect } from '@open-wc/testing';

import {
  agentPunted,
  createOutcomeMemory,
  factualClaim,
  isRephrase,
  sample,
} from '../../src/signals.js';

describe('the signals in a browser', () => {
  it('remember outcomes in local storage, so that a reload keeps them', () => {
    createOutcomeMemory().recurrence('s_1', 'Where is my order?');
    createOutcomeMemory().trackSuggestion('edit-7');
    const stored = localStorage.getItem('agentloop-signals:outcomes');
    expect(JSON.parse(stored ?? '')).to.have.length(2);
    expect(createOutcomeMemory().recurrence('s_1', 'where is my order')).to.include({
      recurrence: true,
    });
    expect(createOutcomeMemory().suggestionReverted('edit-7')).to.include({
      reverted_quickly: true,
    });
    localStorage.clear();
    expect(createOutcomeMemory().recurrence('s_1', 'Where is my order?')).to.equal(undefined);
    localStorage.clear();
  });

  it('find words in languages that put no spaces between them', () => {
    expect(isRephrase('我忘记密码了怎么办', ['忘记密码'])).to.equal(true);
    expect(isRephrase('怎么修改订单？', ['怎么取消订单？'])).to.equal(false);
    expect(isRephrase('パスワードを忘れた', ['パスワードを忘れました。'])).to.equal(true);
    expect(isRephrase('อยากยกเลิกคำสั่งซื้อ', ['ยกเลิกคำสั่งซื้อ'])).to.equal(true);
  });

  it('read answers as a server does', () => {
    expect(agentPunted('Dazu liegen mir keine Informationen vor.')).to.equal(true);
    expect(agentPunted('I don’t know about you, but I would go.')).to.equal(false);
    expect(factualClaim('سيصلك المبلغ خلال ٣ أيام.')).to.equal('date');
    expect(factualClaim('Shipping is CAD 18.')).to.equal('price');
  });

  it('sample the sessions that every other device samples', () => {
    const taken = ['s_1', 's_2', 's_3', 's_4'].filter((by) => sample(0.5, { by }));
    expect(taken).to.deep.equal(['s_2', 's_4']);
  });
});
