using System.Globalization;
using Footfall.Startup;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>How both hosts connect to Redis.</summary>
public static class RedisConnection
{
    /// <summary>Name of the setting (and environment variable) that says where Redis is.</summary>
    public const string Setting = "REDIS_URL";

    /// <summary>
    /// The longest wait for an answer. Together with the heartbeat, at which the client looks for late answers, it
    /// stays under the two seconds in which a request must be told 503.
    /// </summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(1200);

    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Options for the queue's connection: it never queues commands while disconnected, so that what could not be
    /// sent is known not to have been.
    /// </summary>
    /// <param name="connectionString"><c>redis://…</c>, <c>rediss://…</c> or <c>host:port,option=value</c>.</param>
    /// <exception cref="StartupFaultException">The text has neither form.</exception>
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

    /// <summary>Options for the cluster's membership: patient, since a late answer there is better than none.</summary>
    /// <inheritdoc cref="ForQueue"/>
    public static ConfigurationOptions ForMembership(string connectionString)
    {
        ConfigurationOptions options = Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.ReconnectRetryPolicy = new LinearRetry((int)Heartbeat.TotalMilliseconds);
        return options;
    }

    private static ConfigurationOptions Parse(string connectionString)
    {
        try
        {
            ConfigurationOptions options = FromText(connectionString);
            return options.EndPoints.Count > 0 ? options : throw new ArgumentException("There is no host.", nameof(connectionString));
        }
        catch (ArgumentException)
        {
            // The message of the inner exception may repeat parts of the text, and so the password.
            throw new StartupFaultException(
                $"{Setting} is not valid; write redis://[user:password@]host[:port][/database] or host:port,password=…,ssl=…");
        }
    }

    private static ConfigurationOptions FromText(string connectionString)
    {
        if (!connectionString.StartsWith("redis://", StringComparison.OrdinalIgnoreCase)
            && !connectionString.StartsWith("rediss://", StringComparison.OrdinalIgnoreCase))
        {
            return ConfigurationOptions.Parse(connectionString);
        }

        if (!Uri.TryCreate(connectionString, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            throw new ArgumentException("This is no URL.", nameof(connectionString));
        }

        var options = new ConfigurationOptions { Ssl = uri.Scheme.Equals("rediss", StringComparison.OrdinalIgnoreCase) };
        options.EndPoints.Add(uri.Host, uri.Port > 0 ? uri.Port : 6379);
        string[] credentials = uri.UserInfo.Split(':', 2);
        if (credentials.Length == 2)
        {
            options.User = credentials[0].Length > 0 ? Uri.UnescapeDataString(credentials[0]) : null;
            options.Password = Uri.UnescapeDataString(credentials[1]);
        }

        string database = uri.AbsolutePath.Trim('/');
        if (database.Length > 0)
        {
            options.DefaultDatabase = int.TryParse(database, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new ArgumentException("The database is no number.", nameof(connectionString));
        }

        return options;
    }
}
