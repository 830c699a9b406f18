using System.Collections.Immutable;
using Footfall.Monitoring;
using Footfall.Startup;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Footfall.Health;

/// <summary>
/// The faults that are ongoing in this host. Workers report failures and successes here; <c>/health/ready</c>, the operators'
/// overview and the log show them. A continuing failure is logged once at its beginning and then once a minute.
/// </summary>
/// <remarks>Safe for concurrent use. Clearing a fault that is not ongoing costs one field read.</remarks>
public sealed partial class OngoingFaults(TimeProvider timeProvider, ILogger<OngoingFaults> logger) : IUnfinishedWork
{
    /// <summary>Many sites may be blocked by the same cause.</summary>
    private const int MaxInSample = 5;

    private readonly Lock _lock = new();

    /// <summary>Ongoing faults, and past ones that are the only one of their kind. Guarded by the lock.</summary>
    private readonly Dictionary<(FaultKind Kind, string Subject), FaultRecord> _records = [];

    /// <summary>The number of ongoing faults. Written under the lock, read without it.</summary>
    private int _standing;

    /// <summary>The ongoing faults, longest first.</summary>
    public IReadOnlyList<OngoingFault> Current
    {
        get
        {
            if (Volatile.Read(ref _standing) == 0)
            {
                return [];
            }

            EndExpired();
            lock (_lock)
            {
                return [.. _records.Values.Select(record => record.Read()).OfType<OngoingFault>().OrderBy(fault => fault.Since)];
            }
        }
    }

    /// <summary>Returns the texts of the ongoing faults: one of them may be why a host does not stop.</summary>
    public string? Describe() => Current is { Count: > 0 } faults ? string.Join("; ", faults.Select(fault => fault.Text)) : null;

    /// <summary>Reports a failure of this kind.</summary>
    /// <param name="kind">What failed.</param>
    /// <param name="reason">The error, as the server worded it.</param>
    /// <param name="subject">The site or server concerned, if there are several.</param>
    public void Fail(FaultKind kind, string reason, string subject = "")
    {
        bool hasBegun, isDue;
        OngoingFault fault;
        lock (_lock)
        {
            if (!_records.TryGetValue((kind, subject), out FaultRecord? record))
            {
                record = _records[(kind, subject)] = new FaultRecord(kind, subject, timeProvider);
            }

            (hasBegun, isDue, fault) = record.Fail(OneLine(reason));
            _standing += hasBegun ? 1 : 0;
        }

        if (isDue && hasBegun)
        {
            LogBegun(fault.Text, kind.Consequence);
        }
        else if (isDue)
        {
            LogGoesOn(fault.Text, fault.Lasting.TotalSeconds, fault.Failures);
        }
    }

    /// <summary>Reports a success of this kind.</summary>
    /// <inheritdoc cref="Fail"/>
    public void Clear(FaultKind kind, string subject = "")
    {
        if (Volatile.Read(ref _standing) == 0)
        {
            return;
        }

        OngoingFault over;
        bool isDue;
        lock (_lock)
        {
            if (!_records.TryGetValue((kind, subject), out FaultRecord? record) || record.Clear() is not { } end)
            {
                return;
            }

            (over, isDue) = end;
            _standing--;
            if (subject.Length > 0)
            {
                // There may be any number of subjects.
                _records.Remove((kind, subject));
            }
        }

        if (isDue)
        {
            LogOver(subject.Length > 0 ? $"{OngoingFault.Printable(subject)}: {kind.Recovery}" : kind.Recovery, over.Lasting.TotalSeconds, over.Failures);
        }
    }

    /// <summary>Returns the result of a health check from its ongoing faults.</summary>
    /// <param name="check">The name of the check, as in <see cref="FaultKind.Check"/>.</param>
    public HealthCheckResult Check(string check)
    {
        OngoingFault[] faults = [.. Current.Where(fault => fault.Kind.Check == check)];
        if (faults.Length == 0)
        {
            return HealthCheckResult.Healthy();
        }

        OngoingFault worst = faults.FirstOrDefault(fault => fault.Kind.IsUnready) ?? faults[0];
        string text = $"{worst.Text} (since {worst.Since:u}){(faults.Length > 1 ? $", and {faults.Length - 1} more" : "")}";
        return worst.Kind.IsUnready ? HealthCheckResult.Unhealthy(text) : HealthCheckResult.Degraded(text);
    }

    /// <summary>Returns the ongoing faults as this host reports them to the others.</summary>
    public ImmutableArray<HostFault> ToSample() =>
    [
        .. Current.Take(MaxInSample).Select(fault => new HostFault(fault.Text, fault.Kind.Consequence, fault.Lasting, fault.Kind.IsUnready, fault.Kind.Check)),
    ];

    private void EndExpired()
    {
        (FaultKind Kind, string Subject)[] expired;
        lock (_lock)
        {
            expired = [.. _records.Where(record => record.Value.IsExpired).Select(record => record.Key)];
        }

        foreach ((FaultKind kind, string subject) in expired)
        {
            Clear(kind, subject);
        }
    }

    private static string OneLine(string reason) => OngoingFault.Printable(reason).TrimEnd('.', ' ');

    [LoggerMessage(4201, LogLevel.Warning, "{Fault}. {Consequence}")]
    private partial void LogBegun(string fault, string consequence);

    [LoggerMessage(4202, LogLevel.Warning, "{Fault}. It has failed for {Seconds:0} s, {Failures} times.")]
    private partial void LogGoesOn(string fault, double seconds, long failures);

    [LoggerMessage(4203, LogLevel.Information, "{Recovery} It had failed for {Seconds:0} s, {Failures} times.")]
    private partial void LogOver(string recovery, double seconds, long failures);
}
