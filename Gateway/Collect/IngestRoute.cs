namespace Footfall.Collect;

/// <summary>Marks a route that takes events; <see cref="IngestPipeline"/> runs it.</summary>
internal sealed class IngestRoute
{
    public static readonly IngestRoute Instance = new();

    private IngestRoute()
    {
    }
}
