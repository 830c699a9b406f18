using Footfall.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Drain;

/// <summary>A drain with an in-memory queue and store.</summary>
internal sealed class DrainTest
{
    public const string Epoch = "0123456789abcdef";

    public DrainTest(int entries = 0, long memory = 8 * 1024 * 1024)
    {
        Queue = new FakeQueue(Log);
        Store = new FakeStore(Log);
        Memory = new DrainByteBudget(memory);
        Drain = CreateDrain();
        Queue.AddMany(entries);
    }

    /// <summary>The calls to queue and store, and the store's results, in order.</summary>
    public List<string> Log { get; } = [];

    public FakeQueue Queue { get; }

    public FakeVersions Versions { get; } = new();

    public FakeStore Store { get; }

    public DrainByteBudget Memory { get; }

    public WindowByteBudget Windows { get; init; } = new(1024 * 1024);

    /// <summary>The options of the drains created from now on.</summary>
    public DrainOptions Options { get; } = new() { ChunkBytes = 64 * 1024 };

    public FakeTimeProvider Clock { get; } = new();

    public SiteDrain Drain { get; }

    /// <summary>Creates another activation of the same site.</summary>
    public SiteDrain CreateDrain() => new SiteDrainFactory(
        Queue, Versions, Store, Memory, Windows, Microsoft.Extensions.Options.Options.Create(Options), Clock, NullLogger<SiteDrain>.Instance, new Random(1)).Create("a");

    public async Task<DrainReport> RunAsync(string epoch = Epoch) => await Drain.RunAsync(epoch).WithinLimitAsync();

    /// <summary>Asserts that every entry of the queue is stored, once, in order, and that no memory is held.</summary>
    public void AssertAllStoredOnce()
    {
        Assert.Equal(Queue.Entries.Select(entry => entry.Id), Store.Stored);
        Assert.Equal(0, Memory.Used);
    }

    public static DrainReport Drained(ulong last) => new(DrainOutcome.Drained, new EntryId(last, 1), TimeSpan.Zero);
}
