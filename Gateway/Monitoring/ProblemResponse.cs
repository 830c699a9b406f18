namespace Footfall.Monitoring;

/// <summary>A current problem.</summary>
/// <param name="Severity"><c>error</c>: events wait or are refused; <c>warning</c>: they may soon.</param>
/// <param name="Text">The problem, its start and its consequences, in words.</param>
internal sealed record ProblemResponse(string Severity, string Text)
{
    public static ProblemResponse Error(string text) => new("error", text);

    public static ProblemResponse Warning(string text) => new("warning", text);
}
