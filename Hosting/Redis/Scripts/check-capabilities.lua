#!lua flags=allow-oom
-- Tries every command that the scripts use, on its own keys, which it leaves empty.
--
-- KEYS: hash, set, sorted set, stream, two texts   ARGV: channel
-- Returns {this server's replication id}, or {'', the first command that was refused, the server's message}.
local hash, set, sorted, stream, text, other = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]

local function try_all()
  local refused
  local function try(...)
    if refused then
      return nil
    end
    local reply = redis.pcall(...)
    if type(reply) == 'table' and reply.err then
      local name = select(1, ...)
      if name == 'XINFO' or name == 'MEMORY' then
        name = name .. ' ' .. select(2, ...)
      end
      refused = {'', name, reply.err}
    end
    return reply
  end

  try('UNLINK', hash, set, sorted, stream, text, other)
  try('XADD', stream, '1-*', 'n', 1)
  try('XADD', stream, 'NOMKSTREAM', '*', 'n', 1)
  try('XLEN', stream)
  try('XRANGE', stream, '(1-0', '+', 'COUNT', 1)
  local info = try('XINFO', 'STREAM', stream)
  if not refused then
    local found = false
    for i = 1, #info, 2 do
      found = found or info[i] == 'last-generated-id'
    end
    if not found then
      refused = {'', 'XINFO STREAM', 'its answer has no last-generated-id'}
    end
  end
  try('MEMORY', 'USAGE', stream, 'SAMPLES', 3)
  try('XTRIM', stream, 'MINID', '=', '2-0')
  try('ZADD', sorted, 'NX', 1, 'm')
  try('ZADD', sorted, 'XX', 2, 'm')
  try('ZRANGE', sorted, '-inf', '(3', 'BYSCORE', 'LIMIT', 0, 1)
  try('ZRANGE', sorted, 0, 0, 'WITHSCORES')
  try('ZSCORE', sorted, 'm')
  try('ZCARD', sorted)
  try('ZCOUNT', sorted, '-inf', '+inf')
  try('ZREMRANGEBYRANK', sorted, 5, 6)
  try('ZREM', sorted, 'm')
  try('HSET', hash, 'f', 1)
  try('HSETNX', hash, 'f', 1)
  try('HGET', hash, 'f')
  try('HMGET', hash, 'f')
  try('HGETALL', hash)
  try('HLEN', hash)
  try('HINCRBY', hash, 'f', 1)
  try('HDEL', hash, 'f')
  try('SADD', set, 'm')
  try('SET', text, 1)
  try('GET', text)
  try('EXPIRE', text, 60)
  try('PERSIST', text)
  try('RENAME', text, other)
  try('EXISTS', other)
  try('DEL', other)
  try('TIME')
  try('PUBLISH', ARGV[1], '')
  local replication = try('INFO', 'replication')
  try('UNLINK', hash, set, sorted, stream, text, other)
  if refused then
    return refused
  end
  local life = string.match(replication, 'master_replid:(%x+)')
  return life and {life} or {'', 'INFO replication', 'its answer has no master_replid'}
end

return try_all()
