#!lua flags=allow-oom
-- Adds the rows of one or more changes to sites and keys; writes nothing unless the replica is still in the state they continue.
--
-- KEYS: rows, versions, state, states   ARGV: state before, state after, its version, most states, and for each row its
--       version, field, value
-- Returns whether the rows were written.
if redis.call('GET', KEYS[3]) ~= ARGV[1] then
  return 0
end

for i = 5, #ARGV, 3 do
  redis.call('ZADD', KEYS[2], ARGV[i], ARGV[i + 1])
  redis.call('HSET', KEYS[1], ARGV[i + 1], ARGV[i + 2])
end
redis.call('SET', KEYS[3], ARGV[2])
redis.call('ZADD', KEYS[4], ARGV[3], ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[4], 0, -1 - ARGV[4])
return 1
