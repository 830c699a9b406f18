#!lua flags=allow-oom
-- Reads the backlog of one stream.
--
-- KEYS: totals, stream   ARGV: member, last committed id
-- Returns {last id ever assigned, id of the first uncommitted entry, uncommitted events}; ids are '' when there is none.
local totals, stream = KEYS[1], KEYS[2]
local last = ''
if redis.call('EXISTS', stream) == 1 then
  local info = redis.call('XINFO', 'STREAM', stream)
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then
      last = info[i + 1]
    end
  end
end

local first = redis.call('XRANGE', stream, '(' .. ARGV[2], '+', 'COUNT', 1)[1]
if not first then
  return {last, '', 0}
end

local field = {}
for i = 1, #first[2], 2 do
  field[first[2][i]] = first[2][i + 1]
end
local total = tonumber(redis.call('HGET', totals, ARGV[1]) or 0)
local before = field['t'] and tonumber(field['t']) - tonumber(field['n'] or 0)
-- An entry written by another program has no running total; then each entry counts as one event.
local events = before and math.max(0, total - before) or redis.call('XLEN', stream)
return {last, first[1], events}
