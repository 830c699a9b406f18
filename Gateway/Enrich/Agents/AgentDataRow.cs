namespace Footfall.Enrich;

/// <summary>A line of a data file.</summary>
/// <param name="Number">The number of the line, from 1.</param>
/// <param name="Cells">Its columns, at least one.</param>
internal readonly record struct AgentDataRow(int Number, string[] Cells);
