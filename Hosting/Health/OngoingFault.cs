namespace Footfall.Health;

/// <summary>A fault that has not been cleared.</summary>
/// <param name="Kind">What fails.</param>
/// <param name="Subject">Which of several: a site, a server. Empty when there is only one.</param>
/// <param name="Reason">The last error, in the words of the server that gave it.</param>
/// <param name="Since">When it first failed.</param>
/// <param name="Lasting">For how long it has failed.</param>
/// <param name="Failures">How often it has failed.</param>
public sealed record OngoingFault(FaultKind Kind, string Subject, string Reason, DateTimeOffset Since, TimeSpan Lasting, long Failures)
{
    /// <summary>What fails and why, a sentence without its full stop.</summary>
    public string Text => $"{Kind.Problem}{(Subject.Length > 0 ? " " + Printable(Subject) : "")}: {Reason}";

    /// <summary>A site may be named with any characters.</summary>
    internal static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
