#!lua flags=allow-oom
-- Adds the sites of the given streams to the ready set; a safety net for a ready set that was lost.
--
-- KEYS: ready, then streams   ARGV: one member per stream
-- Returns the number of sites that were not ready before.
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local added = 0
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    added = added + redis.call('ZADD', KEYS[1], 'NX', now, ARGV[i - 1])
  end
end
return added
