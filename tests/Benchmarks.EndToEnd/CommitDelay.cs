using Footfall.Dev.Servers;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Makes each commit take as long as on a slow disk, at no cost to this machine.</summary>
/// <param name="target">PostgreSQL's port.</param>
/// <param name="delay">The added time per commit.</param>
internal sealed class CommitDelay(int target, TimeSpan delay) : CommitRelay(target)
{
    protected override Task BeforeCommitAsync(CancellationToken cancellation) => Task.Delay(delay, cancellation);
}
