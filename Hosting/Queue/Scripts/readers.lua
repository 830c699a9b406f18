#!lua flags=allow-oom
-- Tracks which versions of the queue's encoding the silos can read. A silo without an announcement for a minute counts as
-- stopped; after a day it is removed.
--
-- KEYS: readers   ARGV: silo that can read a version, or '', and that version
-- Returns the highest version that all running silos can read, that all known ones can, and that any of those can; 0 for none.
local running_ms, known_ms = 60000, 86400000
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[1] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. string.format('%.0f', now))
end

local running, known, newest = 0, 0, 0
local rows = redis.call('HGETALL', KEYS[1])
for i = 1, #rows, 2 do
  local version, said = string.match(rows[i + 1], '^(%d+) (%d+)$')
  version, said = tonumber(version), tonumber(said)
  if not version or now - said > known_ms then
    redis.call('HDEL', KEYS[1], rows[i])
  else
    newest = math.max(newest, version)
    known = known == 0 and version or math.min(known, version)
    if now - said <= running_ms then
      running = running == 0 and version or math.min(running, version)
    end
  end
end
return {running, known, newest}
