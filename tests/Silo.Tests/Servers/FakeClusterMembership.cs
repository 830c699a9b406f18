using System.Collections.Immutable;
using System.Net;

namespace Footfall.Servers;

/// <summary>A silo's view of its cluster: itself in some state, at version 1, and nothing new.</summary>
internal sealed class FakeClusterMembership(SiloStatus own) : IClusterMembershipService
{
    public static readonly SiloAddress Self = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 1);

    private int _looks;

    /// <summary>The number of reads of the snapshot.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>The version that the latest refresh was to reach.</summary>
    public MembershipVersion? Asked { get; private set; }

    /// <summary>The exception that a refresh ends with.</summary>
    public Exception? Fault { get; init; }

    public ClusterMembershipSnapshot CurrentSnapshot
    {
        get
        {
            Interlocked.Increment(ref _looks);
            return new ClusterMembershipSnapshot(
                ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(Self, new ClusterMember(Self, own, "silo")),
                new MembershipVersion(1));
        }
    }

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => AsyncEnumerable.Empty<ClusterMembershipSnapshot>();

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        Asked = minimumVersion;
        return Fault is null ? ValueTask.CompletedTask : ValueTask.FromException(Fault);
    }

    public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
}
