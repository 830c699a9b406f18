using Microsoft.Extensions.Logging;

namespace Footfall.Queue;

public sealed partial class RedisCheck
{
    [LoggerMessage(4001, LogLevel.Warning, "Redis does not answer (attempt {Attempt}): {Reason} Trying again.")]
    private partial void LogWaiting(int attempt, string reason);

    [LoggerMessage(4002, LogLevel.Warning,
        "Redis at {Server} keeps no append-only file: events that wait in the queue are lost if it stops. Run it with appendonly yes.")]
    private partial void LogNotPersistent(string server);
}
