#!lua flags=no-writes
-- Reads some rows as they were at a state; those that changed since are left out.
--
-- KEYS: rows, versions, states   ARGV: state, its version, field...
-- Returns {field, value...}; nil when the replica does not continue that state, or lacks a row.
if not redis.call('ZSCORE', KEYS[3], ARGV[1]) then
  return false
end

local reply = {}
for i = 3, #ARGV do
  local version = redis.call('ZSCORE', KEYS[2], ARGV[i])
  if version and tonumber(version) <= tonumber(ARGV[2]) then
    local value = redis.call('HGET', KEYS[1], ARGV[i])
    if not value then
      return false
    end
    reply[#reply + 1] = ARGV[i]
    reply[#reply + 1] = value
  end
end
return reply
