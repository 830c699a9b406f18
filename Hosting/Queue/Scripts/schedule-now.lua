#!lua flags=allow-oom
-- Makes a delayed site due now, in the streams of all epochs, and wakes the silos. A claim in progress loses its lease,
-- which is harmless: the next claimer learns that the site is busy.
--
-- KEYS: clock, ready   ARGV: site id, wake channel
-- Returns the number of its members that were not due.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', KEYS[1], 'epoch', 'old')
local hastened = 0
for epoch in string.gmatch((known[1] or '') .. ' ' .. (known[2] or ''), '%x+') do
  local member = epoch .. ':' .. ARGV[1]
  local score = redis.call('ZSCORE', KEYS[2], member)
  if score and tonumber(score) > now then
    redis.call('ZADD', KEYS[2], 'XX', string.format('%.0f', now), member)
    hastened = hastened + 1
  end
end
if hastened > 0 then
  redis.call('PUBLISH', ARGV[2], '')
end
return hastened
