namespace Footfall.Health;

/// <summary>A fault that has not been cleared.</summary>
/// <param name="Kind">What fails.</param>
/// <param name="Subject">The site or server concerned; empty when there is only one.</param>
/// <param name="Reason">The last error, as the server worded it.</param>
/// <param name="Since">When it first failed.</param>
/// <param name="Lasting">How long it has been failing.</param>
/// <param name="Failures">The number of failures.</param>
public sealed record OngoingFault(FaultKind Kind, string Subject, string Reason, DateTimeOffset Since, TimeSpan Lasting, long Failures)
{
    /// <summary>What fails and why, a sentence without its full stop.</summary>
    public string Text => $"{Kind.Problem}{(Subject.Length > 0 ? " " + Printable(Subject) : "")}: {Reason}";

    /// <summary>Replaces control characters: a site's name may contain any character.</summary>
    internal static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
