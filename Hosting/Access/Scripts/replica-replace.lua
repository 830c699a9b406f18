#!lua flags=allow-oom
-- Atomically replaces the replica with a finished copy; does nothing unless the replica is still in the state it had when
-- the copy was begun, and Redis has lost nothing of the copy. The copy is removed in any case.
--
-- KEYS: rows, versions, state, states, the copy's rows, versions   ARGV: state before or '', state of the copy, its
--       version, its number of rows
-- Returns whether the replica was replaced.
local count = tonumber(ARGV[4])
if (redis.call('GET', KEYS[3]) or '') ~= ARGV[1]
  or redis.call('HLEN', KEYS[5]) ~= count or redis.call('ZCARD', KEYS[6]) ~= count then
  redis.call('UNLINK', KEYS[5], KEYS[6])
  return 0
end

redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[4])
if count > 0 then
  redis.call('RENAME', KEYS[5], KEYS[1])
  redis.call('RENAME', KEYS[6], KEYS[2])
  redis.call('PERSIST', KEYS[1])
  redis.call('PERSIST', KEYS[2])
end
redis.call('SET', KEYS[3], ARGV[2])
redis.call('ZADD', KEYS[4], ARGV[3], ARGV[2])
return 1
