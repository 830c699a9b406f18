#!lua flags=no-writes
-- Reads the changes since a state, together with the state that they lead to.
--
-- KEYS: rows, versions, state, states   ARGV: state, its version, most rows
-- Returns {current state, total rows, field, value...}; nil when the replica does not continue that state, or by more rows, or lacks one.
if not redis.call('ZSCORE', KEYS[4], ARGV[1]) or redis.call('ZCOUNT', KEYS[2], '(' .. ARGV[2], '+inf') > tonumber(ARGV[3]) then
  return false
end

local reply = {redis.call('GET', KEYS[3]), redis.call('ZCARD', KEYS[2])}
for _, field in ipairs(redis.call('ZRANGE', KEYS[2], '(' .. ARGV[2], '+inf', 'BYSCORE')) do
  local value = redis.call('HGET', KEYS[1], field)
  if not value then
    return false
  end
  reply[#reply + 1] = field
  reply[#reply + 1] = value
end
return reply
