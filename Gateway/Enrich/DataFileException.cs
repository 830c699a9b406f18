namespace Footfall.Enrich;

/// <summary>A data file is damaged. The message names the file, the line and the fault; nothing of the file is used.</summary>
internal sealed class DataFileException(string file, int line, string fault) : Exception($"{file}:{line}: {fault}.")
{
    /// <summary>The line, counted from 1; the last one if the end is missing.</summary>
    public int Line { get; } = line;
}
