#!lua flags=allow-oom
-- Records a silo's heartbeat, removes other silos, and returns the time since each one's last heartbeat.
--
-- KEYS: heartbeats, a hash of each silo's last heartbeat in ms
-- ARGV: the silo that is alive or '', then silos to remove
-- Returns silos and the ms since their last heartbeat, in turn.
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
