import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sweepAddress } from '../src/dead-letters/filter';
import { decodeBase64, hexDump } from '../src/dead-letters/hexDump';
import { runInBulk } from '../src/dead-letters/bulk';

function answers(...list: { done: number; failed: number; left: number }[]) {
  return async () => list.shift()!;
}

test('goes on until none is left', async () => {
  const seen: number[] = [];
  const result = await runInBulk('x', 'POST', progress => seen.push(progress.left), () => false,
    answers({ done: 1000, failed: 0, left: 500 }, { done: 500, failed: 0, left: 0 }));
  assert.deepEqual([result, seen], [{ done: 1500, failed: 0, left: 0 }, [500, 0]]);
});

test('ends when none can be done any more', async () => {
  const result = await runInBulk('x', 'POST', () => undefined, () => false, answers({ done: 2, failed: 3, left: 3 }, { done: 0, failed: 3, left: 3 }));
  assert.deepEqual(result, { done: 2, failed: 3, left: 3 });
});

test('ends when it is stopped', async () => {
  const result = await runInBulk('x', 'POST', () => undefined, () => true, answers({ done: 1000, failed: 0, left: 500 }));
  assert.equal(result.left, 500);
});

test('without a filter it says that all are meant', () => {
  const filters = [{ site_id: '', reason: '', search: '' }, { site_id: 'a b', reason: 'invalid', search: '' }] as const;
  assert.deepEqual(filters.map(filter => sweepAddress('/x', filter)), ['/x?all=true', '/x?site_id=a+b&reason=invalid']);
});

test('bytes are shown in hexadecimal and as text', () => {
  assert.equal(hexDump(decodeBase64(Buffer.from('hi\u0001').toString('base64')), 16), `000000  68 69 01${' '.repeat(39)}  hi·`);
});
