using System.Globalization;
using Footfall.Collect;
using Footfall.Health;

namespace Footfall.Monitoring;

/// <summary>Finds the problems of the installation and describes their meaning to operators.</summary>
internal static class ClusterProblems
{
    /// <summary>Longer than a status query takes normally.</summary>
    private static readonly TimeSpan Unanswered = TimeSpan.FromSeconds(2.5);

    /// <summary>An event is usually stored within a quarter of a second.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<ProblemResponse> Find(InstallationState state, QueueStatus redis)
    {
        var problems = new List<ProblemResponse>();
        if (redis.Unanswered > Unanswered)
        {
            problems.Add(ProblemResponse.Error($"Redis has not answered for {Time(redis.Unanswered)}; events are refused with 503. Events accepted before wait in Redis or are stored."));
        }
        else if (redis.Reason is { } reason)
        {
            problems.Add(ProblemResponse.Error($"Events are refused with 503: {Lower(reason)}. Accepted events are kept."));
        }

        problems.AddRange(OfSilos(state, redis));
        TimeSpan? away = state.Hosts.Max(host => host.Latest.StoreAway);
        if (away is { } time)
        {
            problems.Add(ProblemResponse.Error($"PostgreSQL has not answered{Whom(state)} for {Time(time)}; {Waiting(state, redis)}; nothing is lost."));
        }

        foreach (string alarm in state.Hosts.Select(host => host.Latest.Alarm).OfType<string>().Distinct())
        {
            problems.Add(ProblemResponse.Error(alarm));
        }

        problems.AddRange(OfFaults(state, redis));
        if (problems.Count == 0 && state.OldestQueued is { } oldest && oldest > LongWait)
        {
            problems.Add(ProblemResponse.Warning($"The oldest event has waited for {Time(oldest)}; {Waiting(state, redis)}. Either clients send more than the silos store, or a site is paused."));
        }

        return problems;
    }

    private static IEnumerable<ProblemResponse> OfSilos(InstallationState state, QueueStatus redis)
    {
        if (!state.Hosts.Any(host => host.IsSilo))
        {
            string since = state.SilosSilent is { } silent ? $"No silo has answered for {Time(silent)}" : "No silo has answered yet";
            yield return ProblemResponse.Error($"{since}; {Waiting(state, redis)}; nothing is lost, and events are still accepted. Start a silo, or check its log.");
            yield break;
        }

        foreach (MonitoredHost silo in state.Silent.Where(host => host.IsSilo))
        {
            if (state.Members.Any(member => member.Silo == silo.Latest.Silo && member.Status == MemberStatus.Active))
            {
                yield return ProblemResponse.Warning($"{silo.Latest.Name} has stopped reporting. If it is gone, the other silos take over its sites within seconds.");
            }
        }
    }

    /// <summary>Returns the faults that hosts report; identical ones of several hosts only once.</summary>
    private static IEnumerable<ProblemResponse> OfFaults(InstallationState state, QueueStatus redis)
    {
        IEnumerable<(MonitoredHost Host, HostFault Fault)> faults = state.Hosts
            .SelectMany(host => (host.Latest.Faults ?? []).Select(fault => (Host: host, Fault: fault)))
            .Where(each => redis.Unanswered <= Unanswered || each.Fault.Check != RedisFaults.Check);
        foreach (IGrouping<string, (MonitoredHost Host, HostFault Fault)> same in faults.GroupBy(each => each.Fault.Text, StringComparer.Ordinal))
        {
            HostFault longest = same.MaxBy(each => each.Fault.Lasting).Fault;
            string hosts = string.Join(", ", same.Select(each => each.Host.Latest.Name).Distinct().Order(StringComparer.Ordinal));
            string text = $"{longest.Text}; for {Time(longest.Lasting)} ({hosts}). {longest.Consequence}";
            yield return longest.IsError ? ProblemResponse.Error(text) : ProblemResponse.Warning(text);
        }
    }

    /// <summary>Names the silos without a connection to PostgreSQL; empty when it is all of them.</summary>
    private static string Whom(InstallationState state)
    {
        MonitoredHost[] without = [.. state.Hosts.Where(host => host.Latest.StoreAway is not null)];
        return without.Length == state.Hosts.Count(host => host.IsSilo)
            ? ""
            : " " + string.Join(", ", without.Select(host => host.Latest.Name).Order(StringComparer.Ordinal));
    }

    private static string Waiting(InstallationState state, QueueStatus redis) => state.Queue is { } queue
        ? string.Create(CultureInfo.InvariantCulture, $"{queue.Events:N0} {(queue.Events == 1 ? "event waits" : "events wait")} in Redis")
        : redis.Entries is { } entries ? string.Create(CultureInfo.InvariantCulture, $"{entries:N0} entries wait in Redis")
        : "accepted events wait in Redis";

    private static string Time(TimeSpan time) => time.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalSeconds)} s")
        : time.TotalHours < 2 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes)} min")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours)} h");

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
