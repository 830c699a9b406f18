import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBase } from '../src/routing/base';
import { confirmed, privacyApi, readRoute, siteSettingsApi, siteApi, siteHref, userApi } from '../src/routing/route';

const oddIds = ['a/b', 'a%2Fb', '{id}', 'with space', '😀'.repeat(127), 'موقع', '?q=1#x', 'live', 'новости', '+&=;'];

test('every id survives its address', () => {
  for (const id of oddIds) {
    const { pathname } = new URL(siteHref(id)!, 'http://localhost');
    assert.deepEqual(readRoute(pathname), { page: 'site', siteId: id });
  }
});

test('the path below which the gateway is published is known by the script', () => {
  const script = 'operator/assets/index-a1b2.js';
  assert.deepEqual(
    [`https://example.org/${script}`, `https://example.org/footfall/${script}`, `https://example.org/a/operator/assets/b/${script}`, 'http://localhost:5173/operator/src/routing/base.ts'].map(readBase),
    ['', '/footfall', '/a/operator/assets/b', '']);
});

test('what cannot be undone says once more what is meant', () => {
  for (const id of oddIds) {
    const query = new URL(confirmed(privacyApi(id), id, 'a&b'), 'http://localhost').searchParams;
    assert.deepEqual([query.get('site_id'), query.get('user_id')], [id, 'a&b']);
  }
  assert.equal(confirmed('/api/sites/a', 'a'), '/api/sites/a?site_id=a');
});

test('every user survives its address', () => {
  for (const id of [...oddIds, ' ', 'a@b.example']) {
    const segments = new URL(userApi('a/b', id)!, 'http://localhost').pathname.split('/');
    assert.deepEqual([segments.length, decodeURIComponent(segments[3]!), decodeURIComponent(segments[5]!)], [6, 'a/b', id]);
  }
  assert.deepEqual([userApi('a', '.'), userApi('a', '..'), privacyApi('live')], [null, null, '/api/sites/live']);
});

test('pages have their addresses', () => {
  assert.deepEqual(['/operator', '/operator/', '/operator/silos', '/operator/sites', '/operator/dead-letters'].map(path => readRoute(path).page),
    ['overview', 'overview', 'silos', 'sites', 'dead-letters']);
});

test('the pages about access begin with the sites', () => {
  assert.deepEqual(['/operator/access', '/operator/access/sites', '/operator/access/keys', '/operator/access/audit-log'].map(readRoute),
    ['sites', 'sites', 'keys', 'audit-log'].map(part => ({ page: 'access', part })));
});

test('what names no page is unknown', () => {
  assert.deepEqual(['/operator/other', '/operator/silos/1', '/operator/access/other', '/operator/sites/a/b', '/operator/sites/%zz'].map(path => readRoute(path).page),
    ['unknown', 'unknown', 'unknown', 'unknown', 'unknown']);
});

test('ids that a path cannot hold have no address', () => {
  assert.deepEqual([siteHref('.'), siteHref('..'), siteSettingsApi('.'), siteSettingsApi('..')], [null, null, null, null]);
});

test('the site "live" is not taken for the stream of all', () => {
  assert.equal(siteApi('live'), '/api/operator/sites/%6Cive');
});
