using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;
using Microsoft.Extensions.Logging;

namespace Footfall.Monitoring;

/// <inheritdoc cref="IClusterStatusGrain"/>
internal sealed partial class ClusterStatusGrain(IClusterMembers cluster, IQueueInspector queue, TimeProvider timeProvider, ILogger<ClusterStatusGrain> logger) : Grain, IClusterStatusGrain
{
    /// <summary>A quarter of a second: with the hosts' half, a figure is known everywhere within one.</summary>
    private static readonly TimeSpan PublishInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a host that no longer reports stays in the samples.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(60);

    /// <summary>How long a dead silo stays in the samples; the cluster itself keeps it for days.</summary>
    private static readonly TimeSpan DeadSiloRetention = TimeSpan.FromMinutes(10);

    /// <summary>By name and start, because names may repeat. Like all fields, accessed only on the grain's turns.</summary>
    private readonly Dictionary<(string Name, DateTimeOffset StartedAt), (HostSample Sample, long SeenAt)> _hosts = [];

    /// <summary>When each silo was first seen dead, by address.</summary>
    private Dictionary<string, long> _deadSince = [];

    private Guid _stream = Guid.NewGuid();
    private BacklogTotals? _queue;
    private IGrainTimer? _counting;
    private bool _hasNews;
    private bool _isPublishing;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            PublishAsync, new GrainTimerCreationOptions(PublishInterval, PublishInterval) { Interleave = true, KeepAlive = true });
        _counting = this.RegisterGrainTimer(
            CountAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task<StatusStreamId> Report(HostSample sample)
    {
        _hosts[(sample.Name, sample.StartedAt)] = (sample, timeProvider.GetTimestamp());
        _hasNews = true;
        return Task.FromResult(new StatusStreamId(_stream));
    }

    public Task Renew(Guid silent)
    {
        if (silent == _stream)
        {
            LogRenewed();
            _stream = Guid.NewGuid();
        }

        return Task.CompletedTask;
    }

    private async Task PublishAsync(CancellationToken cancellation)
    {
        if (!_hasNews || _isPublishing)
        {
            return;
        }

        _hasNews = false;
        _isPublishing = true;
        try
        {
            foreach ((var host, (HostSample _, long seenAt)) in _hosts)
            {
                if (timeProvider.GetElapsedTime(seenAt) > Remembered)
                {
                    _hosts.Remove(host);
                }
            }

            var sample = new InstallationSample([.. _hosts.Values.Select(host => host.Sample)], ReadMembers(), _queue);
            await this.GetStreamProvider(StatusStreamNames.Provider)
                .GetStream<InstallationSample>(StreamId.Create(StatusStreamNames.Namespace, _stream))
                .OnNextAsync(sample);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            LogNotPublished(e.Message);
        }
        finally
        {
            _isPublishing = false;
        }
    }

    private ImmutableArray<SiloMember> ReadMembers()
    {
        ImmutableArray<SiloMember> members = cluster.Members;
        long now = timeProvider.GetTimestamp();
        _deadSince = members.Where(member => member.Status == MemberStatus.Dead)
            .ToDictionary(member => member.Silo, member => _deadSince.GetValueOrDefault(member.Silo, now));
        return members.RemoveAll(member => _deadSince.TryGetValue(member.Silo, out long since) && timeProvider.GetElapsedTime(since, now) > DeadSiloRetention);
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        _queue = await Outage.OrNullAsync<BacklogTotals>(async () => await queue.ReadTotalsAsync());
        _counting!.Change(BacklogScanThrottle.DelayAfter(_queue?.Sites ?? 0), Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(3021, LogLevel.Information, "Host status moved to another stream, because a gateway received nothing from the last one.")]
    private partial void LogRenewed();

    [LoggerMessage(3022, LogLevel.Debug, "Host status could not be published: {Reason} It is published again in a moment.")]
    private partial void LogNotPublished(string reason);
}
