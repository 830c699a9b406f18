import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../src/api/accessContract';
import { readRefusal } from '../src/api/call';
import { describeSignInFailure, findKeyFault } from '../src/session/operatorKey';
import { unasked, withAnswer, withLoss, withoutAnswer, withSignOut } from '../src/session/sessionView';

const operator: Session = { mode: 'registered', is_operator: true, name: 'ada' };
const nobody: Session = { mode: 'registered', is_operator: false, name: null };

test('who never was in is not told that a session has ended', () => {
  const view = withAnswer(unasked, nobody);
  assert.deepEqual([view.state, view.hasEnded, view.entries], ['out', false, 0]);
});

test('a session that ends is said to have, and what was fetched is fetched again after the next one began', () => {
  const first = withAnswer(unasked, operator);
  const lost = withLoss(first);
  const again = withAnswer(withAnswer(lost, nobody), operator);
  assert.deepEqual([first, lost, again].map(view => [view.state, view.entries, view.hasEnded]), [['in', 1, false], ['out', 1, true], ['in', 2, false]]);
});

test('an answer that nothing changed begins nothing anew', () => {
  const first = withAnswer(unasked, operator);
  assert.equal(withAnswer(first, operator).entries, 1);
});

test('signing out leaves nothing of the pages behind, and nothing has ended', () => {
  const out = withSignOut(withAnswer(unasked, operator), nobody);
  assert.deepEqual([out.state, out.entries, out.hasEnded], ['out', 0, false]);
});

test('where no key is needed, one is still in after signing out', () => {
  const out = withSignOut(withAnswer(unasked, operator), { mode: 'local', is_operator: true, name: null });
  assert.deepEqual([out.state, out.session?.name], ['in', null]);
});

test('a gateway that does not answer keeps nobody out, and lets nobody in', () => {
  assert.deepEqual([withoutAnswer(unasked).state, withoutAnswer(withAnswer(unasked, nobody)).state], ['in', 'out']);
});

test('what cannot be a key of an operator is told before it is sent', () => {
  const faults = ['', 'footfall_read_0', 'hunter2', `footfall_operator_${'x'.repeat(48)}`].map(findKeyFault);
  assert.match(faults[0]!, /^Paste/);
  assert.match(faults[1]!, /a site's read key/);
  assert.match(faults[2]!, /begin with footfall_operator_/);
  assert.match(faults[3]!, /has 67 characters, but this one has 66/);
  assert.equal(findKeyFault(`footfall_operator_${'x'.repeat(49)}`), null);
});

test('whoever tries too often is told when to try again', () => {
  assert.equal(describeSignInFailure(readRefusal({ error: 'too many' }, 429, '42')), 'Too many wrong keys from your address. Try again in 42 s.');
  assert.equal(describeSignInFailure(readRefusal({ error: 'too many' }, 429, null)), 'Too many wrong keys from your address. Try again in a minute.');
  assert.equal(describeSignInFailure(readRefusal({ error: 'The key is unknown.' }, 401, null)), 'The key is unknown.');
});
