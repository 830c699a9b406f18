namespace Footfall.Collect;

/// <summary>Marks a route that accepts events and is run by <see cref="IngestPipeline"/>.</summary>
internal sealed class IngestRoute
{
    public static readonly IngestRoute Instance = new();

    private IngestRoute()
    {
    }
}
