using Footfall.Startup;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>How both hosts connect to Redis.</summary>
public static class RedisConnection
{
    /// <summary>Name of the setting (and environment variable) that contains the address of Redis.</summary>
    public const string Setting = "REDIS_URL";

    /// <summary>
    /// The longest wait for a response. Together with the heartbeat, at which the client checks for late responses, it
    /// stays under the two seconds in which a request must get its 503.
    /// </summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(1200);

    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(250);

    private const string Forms = "redis://[user:password@]host[:port][/database], redis+sentinel://[user:password@]host:port,host:port/master, or "
        + "host:port,password=…,ssl=…";

    /// <summary>
    /// Returns options for the queue's connection. It never queues commands while disconnected, so a command that could not
    /// be sent is known not to have been.
    /// </summary>
    /// <param name="connectionString">
    /// <c>redis://…</c>, <c>rediss://…</c>, <c>redis+sentinel://…</c>, <c>rediss+sentinel://…</c> or <c>host:port,option=value</c>.
    /// </param>
    /// <exception cref="StartupException">The text has none of these forms.</exception>
    public static ConfigurationOptions ForQueue(string connectionString)
    {
        ConfigurationOptions options = Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.AllowAdmin = true; // for INFO; nothing is administered
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry((int)Heartbeat.TotalMilliseconds);
        options.HeartbeatInterval = Heartbeat;
        options.AsyncTimeout = (int)AnswerTimeout.TotalMilliseconds;
        options.SyncTimeout = (int)AnswerTimeout.TotalMilliseconds;
        options.ConnectTimeout = (int)AnswerTimeout.TotalMilliseconds;
        return options;
    }

    /// <summary>Returns options for cluster membership, with longer timeouts, because there a late response is better than none.</summary>
    /// <inheritdoc cref="ForQueue"/>
    public static ConfigurationOptions ForMembership(string connectionString)
    {
        ConfigurationOptions options = Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.ReconnectRetryPolicy = new LinearRetry((int)Heartbeat.TotalMilliseconds);
        return options;
    }

    /// <summary>
    /// Returns options for a connection that waits for replicas: each wait delays what is sent after it.
    /// </summary>
    /// <inheritdoc cref="ForQueue"/>
    public static ConfigurationOptions ForReplicas(string connectionString)
    {
        ConfigurationOptions options = ForQueue(connectionString);
        options.AsyncTimeout = (int)(AnswerTimeout.TotalMilliseconds * 1.5);
        return options;
    }

    private static ConfigurationOptions Parse(string connectionString)
    {
        ConfigurationOptions options;
        try
        {
            options = RedisUrl.IsUrl(connectionString) ? RedisUrl.Parse(connectionString) : ConfigurationOptions.Parse(connectionString);
        }
        catch (FormatException e)
        {
            throw new StartupException($"{Setting} is not valid; {e.Message}.");
        }
        catch (ArgumentException)
        {
            // The inner exception's message may repeat parts of the text, and so the password.
            throw new StartupException($"{Setting} is not valid; write {Forms}");
        }

        if (options.EndPoints.Count == 0)
        {
            throw new StartupException($"{Setting} is not valid; it names no host: write {Forms}");
        }

        if (!string.IsNullOrEmpty(options.ServiceName))
        {
            SentinelTunnel.Apply(options, AnswerTimeout);
        }

        return options;
    }
}
