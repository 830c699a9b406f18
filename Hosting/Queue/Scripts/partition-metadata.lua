#!lua flags=allow-oom
-- Reads a partition's time and epochs, as of one moment.
--
-- KEYS: clock   Returns {now in ms, epoch or '', retired epochs separated by spaces}.
local time = redis.call('TIME')
local known = redis.call('HMGET', KEYS[1], 'epoch', 'old')
return {string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)), known[1] or '', known[2] or ''}
