namespace Footfall.Enrich;

/// <summary>A table of sources is damaged. The message names the line and the fault; nothing of the table is used.</summary>
internal sealed class SourceTableException(int line, string fault) : Exception($"Line {line} of the table of sources: {fault}.")
{
    /// <summary>The line, counted from 1; after the last one if the end is missing.</summary>
    public int Line { get; } = line;
}
