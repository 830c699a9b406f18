import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Retention } from '../src/api/privacyContract';
import { formatMoment } from '../src/format/times';
import { describeErasure, describeState, isUnderWay } from '../src/privacy/erasures';
import { nameExport } from '../src/privacy/exportFile';
import { describeRetention } from '../src/privacy/retention';
import { readSiteName } from '../src/privacy/siteName';
import { readUser } from '../src/privacy/userDraft';

const at = '2026-11-25T10:00:00Z';

function retention(change: Partial<Retention>): Retention {
  return { days: null, kept_from: null, kept_at: null, events: 0, ...change };
}

test('retention says how long, and how far that is', () => {
  const held = { kept_from: '2026-10-28', kept_at: at };
  assert.deepEqual(
    [{}, { days: 30 }, { days: 1, ...held }, { days: 30, ...held, events: 12_345 }, { ...held, events: 1 }].map(change => describeRetention(retention(change))),
    [
      'Events are kept forever.',
      'Events are kept for 30 days. Older events have not been looked for yet.',
      `Events are kept for 1 day. Events before 2026-10-28 are deleted (there were none), as of ${formatMoment(at)}.`,
      `Events are kept for 30 days. Events before 2026-10-28 are deleted (12,345 events), as of ${formatMoment(at)}.`,
      `Events are kept forever. Events before 2026-10-28 are deleted (1 event), as of ${formatMoment(at)}.`,
    ]);
});

test('erasures say what goes', () => {
  assert.deepEqual(
    [describeErasure({ kind: 'user', before_day: null }), describeErasure({ kind: 'visitor', before_day: null }), describeErasure({ kind: 'site', before_day: null }), describeErasure({ kind: 'retention', before_day: '2026-10-28' })],
    ['A user', 'A visitor', 'All events of the site', 'Days before 2026-10-28']);
});

test('an erasure is under way until it is done', () => {
  assert.deepEqual((['roll_ups', 'stored_events', 'dead_letters', 'queued_events', 'done'] as const).map(state => [describeState(state), isUnderWay([{ state: 'done' }, { state }])]), [
    ['dropping statistics', true], ['removing stored events', true], ['removing dead letters', true], ['skipping queued events', true], ['done', false],
  ]);
  assert.equal(isUnderWay([]), false);
});

test('a user is needed, as its id is written, and one that a path can hold', () => {
  assert.deepEqual(['', '.', '..'].map(id => Object.keys(readUser(id).faults!.fields)), [['user_id'], ['user_id'], ['user_id']]);
  assert.deepEqual([' ', ' a ', '...'].map(id => readUser(id)), [' ', ' a ', '...'].map(value => ({ value, faults: null })));
});

test('a site is named by its id, but for white space that cannot be seen', () => {
  const named = (text: string, siteId: string) => readSiteName(text, siteId).faults === null;
  assert.deepEqual([named('shop', 'shop'), named(' a b', 'a  b\n'), named('Shop', 'shop'), named('', 'shop'), named('sho', 'shop')], [true, true, false, false, false]);
});

test('exports have names that every file system takes', () => {
  assert.deepEqual([nameExport('a/b c', 'user:7*'), nameExport('..', '/'), nameExport('новости', '😀')], ['a-b-c-user-7-.ndjson', '-.ndjson', 'новости-.ndjson']);
  assert.equal(nameExport('a'.repeat(255), 'b').length, 107);
});
