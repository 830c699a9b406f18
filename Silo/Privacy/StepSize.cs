namespace Footfall.Privacy;

/// <summary>Adapts how much of a site's events one step processes: as much as takes a twentieth of a second.</summary>
internal sealed class StepSize
{
    /// <summary>Chunks of some 1,000 events each.</summary>
    private const int MinChunks = 4;

    private const int MaxChunks = 4096;

    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(50);

    public int Chunks { get; private set; } = MinChunks;

    /// <param name="took">Duration of the last step.</param>
    public void Observe(TimeSpan took) => Chunks = Math.Clamp(took > Aim ? Chunks / 2 : took < Aim / 2 ? Chunks * 2 : Chunks, MinChunks, MaxChunks);
}
