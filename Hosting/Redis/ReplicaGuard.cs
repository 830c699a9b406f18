using System.Globalization;
using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>
/// What a master's replicas must have before it accepts events, and before these are confirmed: a master that was replaced
/// does not notice for many seconds, and loses what it accepts in that time.
/// </summary>
/// <param name="least">The number of replicas that must be in step; 0 for no requirement.</param>
/// <param name="maxLag">The longest time since a replica in step last reported, in whole seconds.</param>
/// <param name="waits">Whether events are confirmed only when that many replicas have them.</param>
public sealed partial class ReplicaGuard(int least, TimeSpan maxLag, bool waits)
{
    /// <summary>How long replicas may take; with enqueuing it stays under the two seconds in which a request must get its 503.</summary>
    private const int WaitMilliseconds = 700;

    public int Least => least;

    public int MostLagSeconds => (int)maxLag.TotalSeconds;

    /// <inheritdoc cref="ReplicaGuard"/>
    public bool Waits => waits;

    internal RedisException TooFew(string inStep) => new(string.Create(
        CultureInfo.InvariantCulture, $"Only {inStep} of the {least} replicas that Collect:MinReplicas requires are connected to the Redis master and in step."));

    /// <summary>Waits until enough replicas have everything that the master has executed so far.</summary>
    /// <param name="server">The master that ran the script, over the same connection: its next commands wait too.</param>
    /// <param name="life">The master's replication id when it ran the script: another server's replicas prove nothing.</param>
    /// <returns>The reason why that is not known; null when they have it.</returns>
    /// <remarks>
    /// WAIT makes replicas report their offset at once instead of each second. Whether they are far enough is read from the
    /// master's view of each: WAIT's own result would be worthless on a connection made in between.
    /// </remarks>
    internal async Task<Exception?> ConfirmAsync(IServer server, string life)
    {
        try
        {
            Task<RedisResult> before = server.ExecuteAsync("INFO", "replication");
            Task<RedisResult> wait = server.ExecuteAsync("WAIT", least, WaitMilliseconds);
            Task<RedisResult> after = server.ExecuteAsync("INFO", "replication");
            await Task.WhenAll(before, wait, after).ConfigureAwait(false);
            string written = (string)before.Result!;
            string acknowledged = (string)after.Result!;
            if (!written.Contains(life, StringComparison.Ordinal) || !acknowledged.Contains(life, StringComparison.Ordinal))
            {
                return new RedisException("Another Redis became the master before replicas had confirmed the events.");
            }

            long offset = long.Parse(MasterOffset().Match(written).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            int confirmed = ReplicaOffsets().Matches(acknowledged)
                .Count(replica => long.Parse(replica.Groups[1].ValueSpan, CultureInfo.InvariantCulture) >= offset);
            return confirmed >= least ? null : new RedisException(string.Create(
                CultureInfo.InvariantCulture, $"{confirmed} of {least} replicas had confirmed the events after {WaitMilliseconds} ms."));
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            return e;
        }
    }

    [GeneratedRegex(@"^master_repl_offset:(\d+)", RegexOptions.Multiline)]
    private static partial Regex MasterOffset();

    [GeneratedRegex(@"^slave\d+:.*state=online,offset=(\d+)", RegexOptions.Multiline)]
    private static partial Regex ReplicaOffsets();
}
