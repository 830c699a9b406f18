#!lua flags=allow-oom
-- Notes that a silo lives, forgets others, and tells for how long each has not been heard of.
--
-- KEYS: heartbeats, a hash of the time in ms at which each silo last said that it lives
-- ARGV: the silo that lives or '', then silos to forget
-- Returns a silo and its silence in ms, in turn.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 2, #ARGV do
  redis.call('HDEL', KEYS[1], ARGV[i])
end
if ARGV[1] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now))
end

local found = redis.call('HGETALL', KEYS[1])
for i = 2, #found, 2 do
  found[i] = math.max(0, now - tonumber(found[i]))
end
return found
