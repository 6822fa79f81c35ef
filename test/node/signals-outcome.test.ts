import { createOutcomeMemory } from 'agentloop-feedback/signals';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { OutcomeStorage } from 'agentloop-feedback/signals';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A storage that survives a reload, and a clock that is set by hand. */
function createDevice() {
  const kept = new Map<string, string>();
  const device = {
    time: Date.UTC(2026, 4, 12),
    storage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
    } as OutcomeStorage,
    everything: () => [...kept].flat().join('\n'),
    overwrite: (value: string) => {
      for (const name of kept.keys()) kept.set(name, value);
    },
    open: () => createOutcomeMemory({ storage: device.storage, now: () => device.time }),
  };
  return device;
}

describe('recurrence', () => {
  it('says how long ago the same question was asked in this session, across a reload', () => {
    const device = createDevice();
    assert.equal(device.open().recurrence('s_1', 'Where is my order?'), undefined);
    device.time += 1.2345 * HOUR;
    const found = device.open().recurrence('s_1', ' where is  my ORDER');
    assert.deepEqual(found, { recurrence: true, gap_hours: 1.23 });
  });

  it('counts from the last time', () => {
    const device = createDevice();
    const memory = device.open();
    memory.recurrence('s_1', 'Why?');
    device.time += HOUR;
    memory.recurrence('s_1', 'Why?');
    device.time += HOUR;
    assert.equal(memory.recurrence('s_1', 'Why?')?.gap_hours, 1);
  });

  it('finds no other question, and nothing of another session', () => {
    const memory = createDevice().open();
    memory.recurrence('s_1', 'Where is my order?');
    assert.equal(memory.recurrence('s_2', 'Where is my order?'), undefined);
    assert.equal(memory.recurrence('s_1', 'Where is my parcel?'), undefined);
  });

  it('ends with its window', () => {
    const device = createDevice();
    const memory = device.open();
    memory.recurrence('s_1', 'Why?', { withinHours: 3 });
    device.time += 3 * HOUR + 1;
    assert.equal(memory.recurrence('s_1', 'Why?', { withinHours: 3 }), undefined);
  });

  it('remembers nothing without a session or a question', () => {
    const memory = createDevice().open();
    memory.recurrence('', 'Why?');
    memory.recurrence('s_1', '?');
    assert.equal(memory.recurrence('', 'Why?'), undefined);
    assert.equal(memory.recurrence('s_1', '!'), undefined);
  });
});

describe('a suggestion', () => {
  it('that is undone soon is told once, across a reload', () => {
    const device = createDevice();
    device.open().trackSuggestion('edit-7');
    device.time += 2.26 * MINUTE;
    const memory = device.open();
    const found = memory.suggestionReverted('edit-7');
    assert.deepEqual(found, { reverted_quickly: true, after_minutes: 2.3 });
    assert.equal(memory.suggestionReverted('edit-7'), undefined);
  });

  it('that is undone later, or was never made, is none', () => {
    const device = createDevice();
    const memory = device.open();
    memory.trackSuggestion('edit-7');
    memory.trackSuggestion('edit-8');
    device.time += 6 * MINUTE;
    assert.equal(memory.suggestionReverted('edit-7', { withinMinutes: 5 }), undefined);
    device.time += 5 * MINUTE;
    assert.equal(memory.suggestionReverted('edit-8', { withinMinutes: 60 }), undefined);
    assert.equal(memory.suggestionReverted('edit-9'), undefined);
  });
});

describe('the memory of outcomes', () => {
  it('keeps neither texts nor ids', () => {
    const device = createDevice();
    const memory = device.open();
    memory.recurrence('session-of-alice', 'Where is my order?');
    memory.trackSuggestion('edit-of-alice');
    assert.match(device.everything(), /\d/);
    assert.doesNotMatch(device.everything(), /alice|order|where/i);
  });

  it('keeps nothing beyond its window, and 200 moments at most', () => {
    const device = createDevice();
    const memory = device.open();
    const length = () => (JSON.parse(device.everything().split('\n')[1] ?? '') as unknown[]).length;
    for (let index = 0; index < 300; index += 1) memory.trackSuggestion(`edit-${index}`);
    assert.equal(length(), 200);
    assert.equal(memory.suggestionReverted('edit-99'), undefined);
    assert.ok(memory.suggestionReverted('edit-100'));
    device.time += HOUR;
    memory.trackSuggestion('edit-300');
    assert.equal(length(), 1);
  });

  it('survives what others left in its place', () => {
    const device = createDevice();
    device.open().trackSuggestion('edit-7');
    device.overwrite('{');
    assert.equal(device.open().suggestionReverted('edit-7'), undefined);
    device.overwrite('[null, 7, [], ["a"], ["b", 1, "x"], ["c", null, 9e15]]');
    assert.equal(device.open().suggestionReverted('edit-7'), undefined);
    device.overwrite('null');
    device.open().trackSuggestion('edit-7');
    assert.ok(device.open().suggestionReverted('edit-7'));
  });

  it('lasts as long as the object where storage is blocked', () => {
    const refuse = () => {
      throw new Error('blocked');
    };
    const memory = createOutcomeMemory({ storage: { getItem: refuse, setItem: refuse } });
    memory.recurrence('s_1', 'Why?');
    assert.deepEqual(memory.recurrence('s_1', 'Why?'), { recurrence: true, gap_hours: 0 });
  });

  it('needs no storage at all', () => {
    const memory = createOutcomeMemory();
    memory.trackSuggestion('edit-7');
    assert.ok(memory.suggestionReverted('edit-7'));
    assert.equal(createOutcomeMemory().suggestionReverted('edit-7'), undefined);
  });

  it('refuses a window that is none', () => {
    const memory = createDevice().open();
    assert.throws(() => memory.recurrence('s', 'q', { withinHours: 0 }), TypeError);
    assert.throws(() => memory.recurrence('s', 'q', { withinHours: Infinity }), TypeError);
    assert.throws(() => memory.trackSuggestion('id', { withinMinutes: NaN }), TypeError);
    assert.throws(() => memory.suggestionReverted('id', { withinMinutes: -1 }), /must be above 0/);
  });
});
