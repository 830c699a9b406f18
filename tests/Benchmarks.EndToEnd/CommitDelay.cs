using Footfall.Dev.Servers;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Makes each commit take as long as on a slow disk, which costs this machine nothing.</summary>
/// <param name="target">PostgreSQL's port.</param>
/// <param name="delay">How much longer each takes.</param>
internal sealed class CommitDelay(int target, TimeSpan delay) : CommitRelay(target)
{
    protected override Task BeforeCommitAsync(CancellationToken cancellation) => Task.Delay(delay, cancellation);
}
