#!lua flags=allow-oom
-- Records that a silo works with a PostgreSQL, unless the queue belongs to another installation, or another silo has just
-- claimed it with another copy of the same PostgreSQL.
--
-- KEYS: store   ARGV: installation id, address of its PostgreSQL, silo, database (names one running copy of the tables), '1' if
--       the silo has been working with this database, validity of a silo's claim in ms
-- Returns {'OK'}, {'OTHER', installation id, address} or {'COPY', address}.
local hour_ms = 3600000
local id, address, silo, database = ARGV[1], ARGV[2], 'silo:' .. ARGV[3], ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local known = redis.call('HMGET', KEYS[1], 'id', 'at')
if known[1] and known[1] ~= id then
  return {'OTHER', known[1], known[2] or ''}
end

local copy
local rows = redis.call('HGETALL', KEYS[1])
for i = 1, #rows, 2 do
  if string.sub(rows[i], 1, 5) == 'silo:' and rows[i] ~= silo then
    local theirs, said, where = string.match(rows[i + 1], '^(%S+) (%d+) (.*)$')
    -- The clock may have been stepped back.
    local age = said and math.abs(now - tonumber(said)) or hour_ms
    if age >= hour_ms then
      redis.call('HDEL', KEYS[1], rows[i])
    elseif theirs ~= database and age <= tonumber(ARGV[6]) then
      copy = where
    end
  end
end
if copy and ARGV[5] ~= '1' then
  redis.call('HDEL', KEYS[1], silo)
  return {'COPY', copy}
end
redis.call('HSET', KEYS[1], 'id', id, 'at', address, silo, string.format('%s %.0f %s', database, now, address))
return {'OK'}
