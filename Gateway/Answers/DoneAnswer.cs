namespace Footfall.Answers;

/// <summary>What was asked for is done.</summary>
internal sealed record DoneAnswer
{
    /// <summary>Always true.</summary>
    public bool Success { get; } = true;
}
